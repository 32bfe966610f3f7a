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
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what stands in the outbox, in the order of each subject's numbers: takes what was just committed here, or reads
 * a batch from the table, of the shards that it holds; sends all of it, and marks it some time after the broker has
 * acknowledged every record. What is sent twice after a crash has the same id and number both times.
 */
@ApplicationScoped
public class Relay {
    private static final int BATCH = 200;
    private static final Duration PERIOD = Duration.ofMillis(250);
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
    private final Fresh fresh = new Fresh();
    private volatile Instant tableDue = Instant.MIN;
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
                vertx, leases, "outbox", () -> Uni.createFrom().item(Shards.leaseNames()), _ -> readTable(), _ -> {});
        loop = Loop.start(vertx, "outbox relay", PERIOD, this::relay);
        signals.listen(SIGNAL, _ -> readTable());
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null && shards != null) {
            loop.stop();
            shards.stop();
        }
    }

    /** These were committed: publish them here or in the replica that holds their shard, now if any of them is urgent. */
    void publish(List<Stored> committed) {
        fresh.add(committed);
        if (committed.stream().noneMatch(Stored::urgent)) {
            return;
        }
        wakeOwn();
        if (shards != null && !Shards.areAll(shards.held().size())) {
            signals.send(SIGNAL, "");
        }
    }

    private void readTable() {
        tableDue = Instant.MIN;
        wakeOwn();
    }

    private void wakeOwn() {
        if (loop != null) {
            loop.wake();
        }
    }

    private Uni<Boolean> relay() {
        var mine = mine();
        var taken = fresh.take();
        if (mine.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        var now = clock.instant();
        return now.isBefore(tableDue)
                ? taken.flatMap(events -> fresh.next(ofShards(mine, events)))
                        .map(events -> send(events).replaceWith(false))
                        .orElseGet(() -> relayTable(mine, now))
                : relayTable(mine, now);
    }

    private Set<Integer> mine() {
        return shards == null
                ? Set.of()
                : shards.held().stream()
                        .filter(leases::mayAct)
                        .map(Lease::name)
                        .map(Shards::ofLease)
                        .collect(Collectors.toSet());
    }

    private static List<Stored> ofShards(Set<Integer> shards, List<Stored> events) {
        return events.stream().filter(event -> shards.contains(event.shard())).toList();
    }

    private Uni<Boolean> relayTable(Set<Integer> mine, Instant now) {
        // Whatever comes between is read once more.
        tableDue = now.plus(PERIOD);
        return pool.preparedQuery(UNPUBLISHED)
                .execute(Tuple.of(mine.toArray(Integer[]::new), BATCH, sent.ids()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Stored::of)
                        .toList())
                .call(this::send)
                .map(events -> events.size() == BATCH)
                .invoke(this::readOn)
                .onFailure()
                .invoke(() -> tableDue = Instant.MIN);
    }

    private void readOn(boolean more) {
        if (more) {
            tableDue = Instant.MIN;
        }
    }

    private Uni<Void> send(List<Stored> events) {
        if (events.isEmpty()) {
            return markIfDue();
        }
        return wire.send(events)
                .invoke(() -> sent.add(events.stream().map(Stored::id).toList(), clock.instant()))
                .invoke(() -> fresh.sent(events))
                .onFailure()
                .invoke(() -> tableDue = Instant.MIN)
                .chain(this::markIfDue);
    }

    private Uni<Void> markIfDue() {
        return sent.isDue(clock.instant())
                ? mark(sent.columns()).invoke(sent::clear)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> mark(Tuple idsAndTimes) {
        return pool.preparedQuery(MARK).execute(idsAndTimes).replaceWithVoid();
    }
}
