package dev.comfymesh.kit.outbox;

import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.kit.lease.LeaseKeeper;
import dev.comfymesh.kit.lease.Leases;
import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.kit.signal.Signals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what stands in the outbox, in the order of each subject's numbers: reads a batch of the shards that it
 * holds, sends all of it, and marks it some time after the broker has acknowledged every record. What is sent twice after
 * a crash has the same id and number both times.
 */
@ApplicationScoped
public class Relay {
    private static final int BATCH = 200;
    private static final String SIGNAL = "outbox";

    private static final String UNPUBLISHED = """
            select id, subject, sequence, topic, type, tenant_id, payload, traceparent from outbox
            where published_at is null and shard = any($1) and id <> all($3) order by subject, sequence limit $2""";

    // Not waiting for the disk: what a crash of the database forgets here is sent again, and recognised.
    private static final String MARK = """
            update outbox set published_at = sent.at from unnest($1::uuid[], $2::timestamptz[]) as sent (id, at)
            where outbox.id = sent.id and set_config('synchronous_commit', 'off', true) = 'off'""";

    private final Pool pool;
    private final Leases leases;
    private final Signals signals;
    private final Wire wire;
    private final Clock clock;
    private final Sent sent = new Sent();
    private @Nullable LeaseKeeper shards;
    private @Nullable Loop loop;

    Relay(Pool pool, Leases leases, Signals signals, Wire wire, Clock clock) {
        this.pool = pool;
        this.leases = leases;
        this.signals = signals;
        this.wire = wire;
        this.clock = clock;
    }

    void start(@Observes @Priority(100) StartupEvent event, Vertx vertx) {
        shards = LeaseKeeper.start(
                vertx, leases, "outbox", () -> Uni.createFrom().item(Shards.leaseNames()), _ -> wakeOwn(), _ -> {});
        loop = Loop.start(vertx, "outbox relay", Duration.ofMillis(250), this::relay);
        signals.listen(SIGNAL, _ -> wakeOwn());
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null && shards != null) {
            loop.stop();
            shards.stop();
        }
    }

    /** Something was committed: publish it now, here or in the replica that holds its shard. */
    void wake() {
        wakeOwn();
        if (shards != null && !Shards.areAll(shards.held().size())) {
            signals.send(SIGNAL, "");
        }
    }

    private void wakeOwn() {
        if (loop != null) {
            loop.wake();
        }
    }

    private Uni<Boolean> relay() {
        var mine = shards == null
                ? new Integer[0]
                : shards.held().stream()
                        .filter(leases::mayAct)
                        .map(Lease::name)
                        .map(Shards::ofLease)
                        .toArray(Integer[]::new);
        if (mine.length == 0) {
            return Uni.createFrom().item(false);
        }
        return pool.preparedQuery(UNPUBLISHED)
                .execute(Tuple.of(mine, BATCH, sent.ids()))
                .chain(this::publish);
    }

    private Uni<Boolean> publish(RowSet<Row> rows) {
        var batch = StreamSupport.stream(rows.spliterator(), false).toList();
        if (batch.isEmpty()) {
            return markIfDue().replaceWith(false);
        }
        return wire.send(batch)
                .invoke(() -> sent.add(ids(batch), clock.instant()))
                .chain(this::markIfDue)
                .replaceWith(batch.size() == BATCH);
    }

    private Uni<Void> markIfDue() {
        return sent.isDue(clock.instant())
                ? mark(sent.columns()).invoke(sent::clear)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> mark(Tuple idsAndTimes) {
        return pool.preparedQuery(MARK).execute(idsAndTimes).replaceWithVoid();
    }

    private static List<UUID> ids(List<Row> batch) {
        return batch.stream().map(row -> row.getUUID("id")).toList();
    }
}
