package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.check.Checker;
import dev.comfymesh.testkit.check.Gathering;
import dev.comfymesh.testkit.check.Witnessed;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One job of four candidates, the executor killed while two of them run and started again, and what stands afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecutorDeathIT {
    private static final int STEP_MILLIS = 250; // twenty steps: long enough to be killed in the middle
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private MeshUnderTest mesh;
    private Api api;
    private JsonNode job;
    private List<JobFact> facts;
    private Set<UUID> runningAtTheKill;
    private List<Witnessed> witness;

    @BeforeAll
    void killTheExecutorWhileTwoCandidatesRun() throws Exception {
        mesh = MeshUnderTest.start(STEP_MILLIS);
        api = mesh.api(TenantKey.LOCAL);
        try (var log = FactReader.of(mesh.address().kafka(), Topic.JOBS)) {
            var id = api.submit(JobWish.of(4, 2));

            runningAtTheKill = log.await(id, AttemptStarted.class, 2).stream()
                    .map(AttemptStarted::attemptId)
                    .collect(Collectors.toSet());
            mesh.part("executor").kill();
            mesh.part("executor").start();
            mesh.part("executor").awaitReady();

            await().atMost(LIMIT)
                    .until(
                            () -> api.job(id).get("status").asText(),
                            status -> !Set.of("ACCEPTED", "RUNNING").contains(status));
            log.await(id, JobCompleted.class);
            job = api.job(id);
            facts = log.factsOf(id);
        }
        witness = new Gathering(mesh.address()).evidence(Set.of()).witness();
    }

    @AfterAll
    void stop() {
        if (mesh != null) {
            mesh.close();
        }
    }

    @Test
    void completesTheJobAndDeliversPicturesThatHaveTheirDigest() throws Exception {
        assertThat(job.get("status").asText()).isEqualTo("COMPLETED");
        assertThat(job.get("complete").asBoolean()).isTrue();
        assertThat(job.get("selection")).hasSize(2);
        for (var selected : job.get("selection")) {
            var artifact = selected.get("artifacts").get(0);
            var content = api.artifact(artifact.get("url").asText());
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            assertThat(digest).isEqualTo(artifact.get("sha256").asText());
        }
    }

    @Test
    void runsEachAttemptExactlyOnceOnANode() {
        var once = assigned().stream().collect(Collectors.toMap(UUID::toString, _ -> 1L));

        assertThat(witnessed("submitted")).isEqualTo(once);
        assertThat(witnessed("started")).isEqualTo(once);
        assertThat(witnessed("finished")).isEqualTo(once);
    }

    @Test
    void givesEachCandidateOneAttemptAndEachAttemptOneEnding() {
        assertThat(of(AttemptAssigned.class))
                .extracting(AttemptAssigned::number)
                .containsExactly(1, 1, 1, 1);
        assertThat(of(AttemptFailed.class)).isEmpty();
        assertThat(of(AttemptSucceeded.class))
                .extracting(AttemptSucceeded::attemptId)
                .containsExactlyInAnyOrderElementsOf(assigned());
    }

    @Test
    void adoptsWhatWasRunningWhenTheExecutorDied() {
        assertThat(of(AttemptSucceeded.class))
                .extracting(AttemptSucceeded::attemptId)
                .containsAll(runningAtTheKill);
        assertThat(of(AttemptStarted.class))
                .extracting(AttemptStarted::epoch)
                .as("some were started by the first owner, the others by the second")
                .contains(1L, 2L);
    }

    @Test
    void statesTheEndOfTheJobOnce() {
        assertThat(of(JobClosed.class)).hasSize(1);
        assertThat(of(JobCompleted.class)).hasSize(1);
    }

    @Test
    void breaksNoInvariant() {
        var id = UUID.fromString(job.get("id").asText());

        assertThat(Checker.of(mesh.address()).violations(Set.of(id))).isEmpty();
    }

    private Map<String, Long> witnessed(String event) {
        return witness.stream()
                .filter(seen -> seen.event().equals(event))
                .collect(Collectors.groupingBy(Witnessed::promptId, Collectors.counting()));
    }

    private List<UUID> assigned() {
        return of(AttemptAssigned.class).stream()
                .map(AttemptAssigned::attemptId)
                .toList();
    }

    private <F extends JobFact> List<F> of(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
