package dev.comfymesh.kit.lease;

import static dev.comfymesh.kit.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class LeasesIT {
    @Inject
    Pool pool;

    @Inject
    Mutiny.SessionFactory sessions;

    private final String name = "target-" + UUID.randomUUID();
    private Leases one;
    private Leases two;

    @BeforeEach
    void twoOwners() {
        one = new Leases(pool, "one");
        two = new Leases(pool, "two");
    }

    @Test
    void isHeldByOneOwnerAtATime() {
        assertThat(take(one)).isPresent();
        assertThat(take(two)).isEmpty();
    }

    @Test
    void keepsItsEpochWhenItIsRenewed() {
        var first = take(one).orElseThrow();
        var second = take(one).orElseThrow();

        assertThat(second.epoch()).isEqualTo(first.epoch());
        assertThat(second.heldUntilNanos()).isGreaterThan(first.heldUntilNanos());
    }

    @Test
    void hasAHigherEpochForTheNextOwner() {
        var first = take(one).orElseThrow();
        runOut();
        var second = take(two).orElseThrow();

        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
        assertThat(take(one)).isEmpty();
    }

    @Test
    void isTakenAtOnceByAProcessThatStartsAgainUnderItsOldName() {
        var before = take(one).orElseThrow();
        var after = take(new Leases(pool, "one")).orElseThrow();

        assertThat(after.epoch()).isEqualTo(before.epoch() + 1);
        assertThat(take(one)).isEmpty();
    }

    @Test
    void isFreeAtOnceWhenItWasReleased() {
        var lease = take(one).orElseThrow();
        await(() -> one.release(lease));

        assertThat(take(two)).isPresent();
    }

    @Test
    void areTakenRenewedAndLeftToOthersTogether() {
        var free = name + "-free";
        var renewed = take(one).orElseThrow();
        var foreign = await(() -> two.take(name + "-foreign")).orElseThrow();

        var taken = await(() -> one.takeAll(List.of(name, foreign.name(), free)));

        assertThat(taken).containsOnlyKeys(name, free);
        assertThat(taken.get(name).epoch()).isEqualTo(renewed.epoch());
        assertThat(one.mayAct(taken.get(free))).isTrue();
    }

    @Test
    void areLostOneByOne() {
        var kept = await(() -> one.take(name + "-kept")).orElseThrow();
        var lost = take(one).orElseThrow();
        runOut();
        take(two);

        assertThat(await(() -> one.takeAll(List.of(name, kept.name())))).containsOnlyKeys(kept.name());
        assertThat(one.mayAct(lost)).isFalse();
    }

    @Test
    void hasAHigherEpochForAnOwnerThatThoughtItLost() {
        var before = take(one).orElseThrow();
        one.forget(before);

        assertThat(one.mayAct(before)).isFalse();
        assertThat(take(one)).map(Lease::epoch).contains(before.epoch() + 1);
    }

    @Test
    void stopsTheTransactionOfAnOwnerThatLostIt() {
        var lease = take(one).orElseThrow();
        runOut();
        take(two);

        assertThatThrownBy(() -> await(() -> sessions.withTransaction(session -> one.fence(session, lease))))
                .isInstanceOf(LeaseLost.class);
    }

    @Test
    void letsTheTransactionOfItsOwnerPass() {
        var lease = take(one).orElseThrow();

        await(() -> sessions.withTransaction(session -> one.fence(session, lease)));

        assertThat(one.mayAct(lease)).isTrue();
    }

    @Test
    void allowsNoActWithoutALease() {
        assertThat(one.mayAct(new Lease(name, "one", 1, System.nanoTime() + Leases.TERM.toNanos())))
                .isFalse();
    }

    private Optional<Lease> take(Leases owner) {
        return await(() -> owner.take(name));
    }

    private void runOut() {
        await(() -> pool.preparedQuery("update lease set until = now() - interval '1 second' where name = $1")
                .execute(Tuple.of(name)));
    }
}
