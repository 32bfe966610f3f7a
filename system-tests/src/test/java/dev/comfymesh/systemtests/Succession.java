package dev.comfymesh.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.systemtests.Custody.Takeover;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.check.Gathering;
import dev.comfymesh.testkit.check.Witnessed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One job whose executor is killed while attempts of it run, and what stands when a successor has brought it to its end. */
record Succession(
        JsonNode job,
        List<JobFact> facts,
        Set<UUID> runningAtTheKill,
        List<Takeover> takeovers,
        List<Witnessed> witness) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Kills the executor as soon as so many attempts run; {@code successor} sees to it that there will be another. */
    static Succession play(MeshUnderTest mesh, JobWish wish, int running, Runnable successor) throws Exception {
        var custody = new Custody(mesh.address().postgres());
        var api = mesh.api(TenantKey.LOCAL);
        try (var log = FactReader.of(mesh.address().kafka(), Topic.JOBS)) {
            custody.awaitNodes(mesh.nodes().size());
            var id = api.submit(wish);
            var started = log.await(id, AttemptStarted.class, running).stream()
                    .map(AttemptStarted::attemptId)
                    .collect(Collectors.toSet());
            custody.watch("executor");
            mesh.part("executor").kill();
            successor.run();
            await().atMost(LIMIT)
                    .until(() -> !Client.isUnderWay(api.job(id).get("status").asText()));
            log.await(id, JobCompleted.class);
            await().atMost(LIMIT)
                    .until(() -> custody.takeovers().size() == mesh.nodes().size());
            var witness = new Gathering(mesh.address()).evidence(Set.of()).witness();
            return new Succession(api.job(id), log.factsOnceOf(id), started, custody.takeovers(), witness);
        }
    }

    UUID id() {
        return UUID.fromString(job.get("id").asText());
    }

    <F extends JobFact> List<F> of(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Those that ran in the hands of the one and ended well in those of the other. */
    Set<UUID> adopted() {
        return of(AttemptSucceeded.class).stream()
                .map(AttemptSucceeded::attemptId)
                .filter(runningAtTheKill::contains)
                .collect(Collectors.toSet());
    }

    /** How often each attempt was seen so on a node. */
    Map<UUID, Long> witnessed(String event) {
        var assigned = Set.copyOf(assigned());
        return witness.stream()
                .filter(seen -> seen.event().equals(event))
                .map(seen -> UUID.fromString(seen.promptId()))
                .filter(assigned::contains)
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    List<UUID> assigned() {
        return of(AttemptAssigned.class).stream()
                .map(AttemptAssigned::attemptId)
                .toList();
    }
}
