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
    private Witness witness;

    @BeforeAll
    void killTheExecutorWhileTwoCandidatesRun() throws Exception {
        mesh = MeshUnderTest.start(STEP_MILLIS);
        api = new Api(mesh.url("ingest"));
        try (var log = FactReader.of(Topic.JOBS)) {
            var id = api.submit(4, 2);

            runningAtTheKill = log.await(id, AttemptStarted.class, 2).stream()
                    .map(AttemptStarted::attemptId)
                    .collect(Collectors.toSet());
            mesh.child("executor").kill();
            mesh.child("executor").start().awaitReady();

            await().atMost(LIMIT)
                    .until(
                            () -> api.job(id).get("status").asText(),
                            status -> !Set.of("ACCEPTED", "RUNNING").contains(status));
            log.await(id, JobCompleted.class);
            job = api.job(id);
            facts = log.factsOf(id);
        }
        witness = Witness.of(mesh.nodeUrls());
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

        assertThat(witness.count("submitted")).isEqualTo(once);
        assertThat(witness.count("started")).isEqualTo(once);
        assertThat(witness.count("finished")).isEqualTo(once);
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
    void leavesNothingUnpublishedNothingParkedAndNothingLive() {
        for (var service : Tables.SERVICES) {
            await().untilAsserted(() -> assertThat(Tables.count(
                            service, "select 'unpublished', count(*) from outbox where published_at is null"))
                    .as(service)
                    .isEqualTo(Map.of("unpublished", 0L)));
            assertThat(Tables.count(service, "select 'parked', count(*) from inbox_parked"))
                    .as(service)
                    .isEqualTo(Map.of("parked", 0L));
        }
        assertThat(Tables.count("executor", "select state, count(*) from attempt group by state"))
                .isEqualTo(Map.of("SUCCEEDED", 4L));
    }

    @Test
    void numbersTheFactsOfEachServiceWithoutGaps() {
        for (var service : Tables.SERVICES) {
            assertThat(
                            Tables.count(
                                    service,
                                    "select subject, max(sequence) - count(*) from outbox where topic = 'comfymesh.jobs.v1' group by subject"))
                    .as(service)
                    .containsOnlyKeys(job.get("id").asText())
                    .containsValue(0L);
        }
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
