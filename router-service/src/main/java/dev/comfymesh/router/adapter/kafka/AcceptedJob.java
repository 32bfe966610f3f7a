package dev.comfymesh.router.adapter.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.router.app.NewJob;
import dev.comfymesh.router.domain.Job;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an accepted job as the router needs it: of the graph only which node classes it uses. */
final class AcceptedJob {
    private AcceptedJob() {}

    static NewJob read(JobAccepted accepted, @Nullable String traceparent) {
        var job = new Job(
                accepted.jobId(),
                accepted.tenant(),
                accepted.digest(),
                nodeClasses(accepted.graph()),
                accepted.priority(),
                accepted.deadline(),
                accepted.capMicros(),
                0,
                traceparent);
        return new NewJob(job, accepted.at(), accepted.seed(), accepted.pool(), accepted.firstWave());
    }

    private static Set<String> nodeClasses(JsonNode graph) {
        return graph.valueStream()
                .map(node -> node.path("class_type"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .collect(Collectors.toSet());
    }
}
