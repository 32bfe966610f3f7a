package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.failed;
import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.router.MeshInTest.succeeded;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The last run that a pool waits for takes far too long; each second of a run here costs ten micros. */
@QuarkusTest
class HedgeIT extends RouterInTest {
    private static final long TEN_MICROS_A_SECOND = 36_000;

    private final String tenant = "tenant-" + UUID.randomUUID();

    @Test
    void runsAnotherBesideItBooksItAsAHedgeAndAsksTheSlowOneToEnd() {
        spend();
        mesh.fleet().node("hedged-1", TEN_MICROS_A_SECOND, "Hedges");
        for (int run = 0; run < 2; run++) {
            mesh.executor().state("acme", succeeded(assigned(sample("Hedges"))));
        }
        var sample = sample("Hedges");
        var slow = assigned(sample);
        mesh.executor()
                .state(
                        "acme",
                        new AttemptStarted(
                                slow.jobId(),
                                Instant.now().minusSeconds(300),
                                slow.attemptId(),
                                slow.candidateId(),
                                slow.targetId(),
                                1));
        mesh.fleet().node("hedged-2", TEN_MICROS_A_SECOND, "Hedges");

        var added = mesh.log().await(slow.jobId(), CandidatesAdded.class);
        assertThat(added.hedges()).isEqualTo(slow.candidateId());
        assertThat(added.candidates()).containsExactly(sample.candidate(2));
        var second = mesh.log()
                .await(
                        slow.jobId(),
                        AttemptAssigned.class,
                        next -> next.candidateId().equals(sample.candidate(2).candidateId()));
        assertThat(second.targetId()).isEqualTo("hedged-2");
        assertThat(mesh.fleet().send("GET", "/v1/decisions/" + slow.jobId(), "").body())
                .contains("\"hedge\":{\"candidateId\":\"%s\"".formatted(slow.candidateId()));

        mesh.executor().state("acme", succeeded(second));
        assertThat(mesh.log().await(slow.jobId(), AttemptCharged.class))
                .extracting(AttemptCharged::kind, AttemptCharged::micros)
                .containsExactly(ChargeKind.HEDGE, 10L);
        mesh.scoring().state("acme", sample.selected(2));
        assertThat(mesh.log().await(slow.jobId(), AttemptRevokeRequested.class).attemptId())
                .isEqualTo(slow.attemptId());
        mesh.executor().state("acme", failed(slow, FailureClass.REVOKED, 2_000));

        assertThat(mesh.log().await(slow.jobId(), JobClosed.class).spentMicros())
                .isEqualTo(30);
        await().until(() -> mesh.fleet()
                .send("GET", "/v1/costs?limit=1000&by=tenant", "")
                .body()
                .contains("\"key\":\"%s\",\"costMicros\":50,\"runMicros\":20,\"wasteMicros\":20,\"hedgeMicros\":10"
                        .formatted(tenant)));
    }

    /** So much that there is a budget for hedges. */
    private void spend() {
        mesh.fleet().node("spends-1", TEN_MICROS_A_SECOND, "Spends");
        var lost = assigned(aJob().graph(graph("Spends")).capMicros(1_000_000));
        mesh.executor().state("acme", failed(lost, FailureClass.NODE_ERROR, 10_000_000));
        mesh.log().await(lost.jobId(), AttemptCharged.class);
    }

    private AttemptAssigned assigned(SampleJob sample) {
        return mesh.log().await(mesh.accepted(sample).jobId(), AttemptAssigned.class);
    }

    private SampleJob sample(String nodeClass) {
        return aJob().tenant(tenant)
                .graph(graph(nodeClass))
                .candidates(1)
                .maxCandidates(2)
                .capMicros(100_000);
    }
}
