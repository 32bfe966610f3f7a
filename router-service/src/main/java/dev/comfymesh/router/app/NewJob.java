package dev.comfymesh.router.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.Pool;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Job;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An accepted job as it comes to the router, with its first wave of candidates. */
public record NewJob(Job job, Instant at, long seed, Pool pool, List<NewCandidate> firstWave) {
    public NewJob {
        firstWave = List.copyOf(firstWave);
    }

    /** Of the graph only which node classes it uses. */
    static NewJob of(JobAccepted accepted, @Nullable String traceparent) {
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

    /** As they wait for their first attempt. */
    List<Candidate> candidates() {
        return firstWave.stream()
                .map(one -> new Candidate(job, one.candidateId(), one.n(), one.seed(), 0, at, at, Set.of(), null))
                .toList();
    }

    private static Set<String> nodeClasses(JsonNode graph) {
        return graph.valueStream()
                .map(node -> node.path("class_type"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .collect(Collectors.toSet());
    }
}
