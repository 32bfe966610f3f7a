package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.router.MeshInTest.run;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.Projection;
import dev.comfymesh.contracts.Routing;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.kit.lease.LeaseLost;
import dev.comfymesh.kit.lease.Leases;
import dev.comfymesh.router.app.Demand;
import dev.comfymesh.router.app.MatchStore;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Choice;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Demands;
import dev.comfymesh.router.domain.Input;
import dev.comfymesh.router.domain.Offer;
import dev.comfymesh.router.domain.Rejections;
import dev.comfymesh.router.domain.Terms;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions that no longer hold when they are to be made durable; the matcher itself has no place for these jobs. */
@QuarkusTest
class MatchStoreIT extends RouterInTest {
    @Inject
    MatchStore store;

    @Inject
    Leases leases;

    private String target;
    private Lease lease;

    @BeforeEach
    void takeALeaseOfItsOwn() {
        target = "node-" + UUID.randomUUID().toString().substring(0, 8);
        mesh.fleet().down(target, "Unplaceable");
        lease = run(() -> leases.take("matcher-in-test")).orElseThrow();
    }

    @Test
    void grantsNoMoreThanTheFreeSlots() {
        var waiting = waiting(aJob().candidates(3));

        assign(waiting.stream().map(candidate -> decision(candidate, 0)).toList());

        assertThat(demandOf(waiting).living()).hasSize(2);
        assertThat(demandOf(waiting).waiting()).hasSize(1);
    }

    @Test
    void grantsNothingThatTheCapDoesNotPay() {
        var waiting = waiting(aJob().candidates(2).capMicros(1_500));

        assign(waiting.stream().map(candidate -> decision(candidate, 1_000)).toList());

        assertThat(demandOf(waiting).living()).hasSize(1);
    }

    @Test
    void grantsTheSameDecisionOnce() {
        var waiting = waiting(aJob());
        var decisions = List.of(decision(waiting.getFirst(), 0));

        assign(decisions);
        assign(decisions);

        assertThat(demandOf(waiting).living()).hasSize(1);
    }

    @Test
    void grantsNothingUnderAnOldEpoch() {
        var waiting = waiting(aJob());
        var old = new Lease(lease.name(), lease.owner(), lease.epoch() - 1, lease.heldUntilNanos());

        assertThatThrownBy(() -> run(() -> store.assign(old, List.of(decision(waiting.getFirst(), 0)), Instant.now())))
                .isInstanceOf(LeaseLost.class);

        assertThat(demandOf(waiting).living()).isEmpty();
    }

    @Test
    void keepsWhatAJobDemandsAndBrings() {
        // One that is as it demands, and was never seen: for that it waits.
        var hoped = "{\"url\": \"http://127.0.0.1:1\", \"accelerator\": \"a100\", \"region\": \"eu\"}";
        mesh.fleet().send("PUT", "/v1/targets/" + target + "-eu", hoped);
        var named = List.of("gone", target + "-eu");
        var plain = aJob().graph(graph("Unplaceable")).accepted();
        var job = new JobAccepted(
                plain.jobId(),
                plain.at(),
                plain.tenant(),
                plain.graph(),
                plain.digest(),
                plain.pool(),
                plain.seed(),
                plain.deadline(),
                plain.capMicros(),
                plain.priority(),
                plain.previews(),
                List.of(new InputFile("/input/face.png", "t/acme/u/1", "image/png", 9, "ab".repeat(32))),
                new Routing("cheapest", true, 7L, "a100", "eu", named),
                List.of(new Projection("fal", "flux", JsonNodeFactory.instance.objectNode(), List.of())));
        mesh.ingest().state("acme", job);
        await().until(() ->
                !run(() -> store.demand(Set.of(job.jobId()))).waiting().isEmpty());

        var candidate = run(() -> store.demand(Set.of(job.jobId()))).waiting().getFirst();

        assertThat(candidate.job().needs().demands())
                .isEqualTo(new Demands("cheapest", true, 7L, "a100", "eu", named, Set.of("fal")));
        assertThat(candidate.job().inputs()).containsExactly(new Input("ab".repeat(32), 9));
        var plainJob = waiting(aJob()).getFirst().job();
        assertThat(plainJob.needs().demands()).isSameAs(Demands.NONE);
        assertThat(plainJob.inputs()).isEmpty();
    }

    private List<Candidate> waiting(SampleJob sample) {
        var job = mesh.accepted(sample.graph(graph("Unplaceable")));
        await().until(() ->
                run(() -> store.demand(Set.of(job.jobId()))).waiting().size()
                        == job.pool().candidates());
        return run(() -> store.demand(Set.of(job.jobId()))).waiting();
    }

    private Assigned decision(Candidate candidate, long costMicros) {
        var now = Instant.now();
        var offer = new Offer(target, 3_600 * costMicros, 1_000, 0, costMicros, 0);
        var terms = new Terms(now, now.plusSeconds(60), costMicros, 1, null, 0, 60_000, 60_000);
        var choice = Choice.among(List.of(offer), terms);
        return new Assigned(candidate, choice, terms, List.of(offer), 1, Rejections.NONE);
    }

    private void assign(List<Assigned> decisions) {
        run(() -> store.assign(lease, decisions, Instant.now()));
    }

    private Demand demandOf(List<Candidate> candidates) {
        return run(() -> store.demand(Set.of(candidates.getFirst().job().jobId())));
    }
}
