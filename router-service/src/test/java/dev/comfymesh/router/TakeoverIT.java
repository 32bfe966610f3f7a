package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.router.MeshInTest.run;
import static dev.comfymesh.router.MeshInTest.succeeded;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.kit.lease.LeaseLost;
import dev.comfymesh.kit.lease.Leases;
import dev.comfymesh.router.app.Demand;
import dev.comfymesh.router.app.MatchStore;
import dev.comfymesh.router.domain.Catalogue;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Estimates;
import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Matcher;
import dev.comfymesh.router.domain.Observation;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Target;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two matchers, of which one takes over while the other still acts on what it saw before. */
@QuarkusTest
class TakeoverIT extends RouterInTest {
    private static final String LEASE = "matcher-that-changes-hands";
    private static final int SLOTS = 2;
    private static final int MOST_RUNNING = 3;

    @Inject
    MatchStore store;

    @Inject
    Leases leases;

    @Inject
    Matcher matcher;

    private final String scene = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> targets = List.of("one-" + scene, "other-" + scene);

    @RepeatedTest(5)
    void exceedsNoSlotAndNoLimitOfATenantWhileTheLeaseChangesHands() {
        targets.forEach(target -> mesh.fleet().down(target, "Contended"));
        var job = mesh.accepted(aJob().tenant(new Tenant("contended-" + scene, 1, MOST_RUNNING))
                .candidates(8)
                .graph(graph("Contended")));
        await().until(() -> demand(job.jobId()).waiting().size() == 8);
        var old = take();
        var seenBefore = demand(job.jobId());

        // Each on a context of its own: on one the two would be in the same transaction.
        var late = CompletableFuture.supplyAsync(() ->
                run(() -> assign(old, seenBefore).onFailure(LeaseLost.class).recoverWithItem(List.of())));
        run(() -> takeOver(old).chain(lease -> round(lease, job.jobId())));
        late.join();

        var living = demand(job.jobId()).living();
        assertThat(living).as("one of the two has assigned").hasSize(MOST_RUNNING);
        assertThat(living.stream()
                        .collect(groupingBy(Living::targetId, counting()))
                        .values())
                .allMatch(held -> held <= SLOTS);
    }

    @Test
    void knowsHowLongEachTenantWasServedWhoeverHeldTheLeaseThen() {
        var tenant = "served-" + scene;
        mesh.fleet().node("server-" + scene, "Served" + scene);
        var job = mesh.accepted(aJob().tenant(tenant).graph(graph("Served" + scene)));
        mesh.executor().state(tenant, succeeded(mesh.log().await(job.jobId(), AttemptAssigned.class)));
        mesh.log().await(job.jobId(), AttemptCharged.class);
        var now = Instant.now();
        var halfLife = Duration.ofMinutes(30);

        var served = run(() -> store.served(now, halfLife)).get(tenant);
        var later = run(() -> store.served(now.plus(halfLife), halfLife)).get(tenant);

        assertThat(served.millis()).isBetween(990.0, 1_000.0);
        assertThat(later.millis()).isBetween(495.0, 500.0);
    }

    private Lease take() {
        return run(() -> leases.take(LEASE)).orElseThrow();
    }

    private Uni<Lease> takeOver(Lease old) {
        leases.forget(old);
        return leases.take(LEASE).map(taken -> taken.orElseThrow());
    }

    private Demand demand(UUID jobId) {
        return run(() -> store.demand(Set.of(jobId)));
    }

    private Uni<List<Assigned>> round(Lease lease, UUID jobId) {
        return store.demand(Set.of(jobId)).chain(seen -> assign(lease, seen));
    }

    private Uni<List<Assigned>> assign(Lease lease, Demand seen) {
        var now = Instant.now();
        var fleet = new Fleet(
                targets.stream().map(id -> target(id, now)).toList(),
                seen.living(),
                new Estimates(List.of(), Duration.ofSeconds(1)));
        var decisions = matcher.decide(seen.waiting(), fleet, now).stream()
                .filter(Assigned.class::isInstance)
                .map(Assigned.class::cast)
                .toList();
        return decisions.isEmpty() ? Uni.createFrom().item(List.of()) : store.assign(lease, decisions, now);
    }

    private static Target target(String id, Instant now) {
        return new Target(
                id,
                TargetKind.NODE,
                TargetContract.GRAPH,
                SLOTS,
                0,
                false,
                null,
                new Observation(now, TargetHealth.UP, 0, null),
                new Catalogue(Set.of("Contended"), Map.of()),
                Standing.CLEAN);
    }
}
