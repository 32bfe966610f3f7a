package dev.comfymesh.kit.outbox;

import dev.comfymesh.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Stores events in the transaction that changes the state which they tell of: both stand, or neither. The events of a
 * subject are numbered without gaps, in the order of their commits, and the relay publishes them in that order.
 */
@ApplicationScoped
public class Outbox {
    // The rows of fact_sequence are locked until the commit, so a later number can never become visible first. They are
    // locked in order, so two transactions cannot wait for each other here.
    private static final String APPEND = """
            with given as (
                select * from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[])
                with ordinality as g (subject, shard, topic, type, tenant_id, payload, traceparent, place)),
            counted as (select subject, count(*) as many from given group by subject),
            numbered as (
                insert into fact_sequence as s (subject, last) select subject, many from counted order by subject
                on conflict (subject) do update set last = s.last + excluded.last
                returning subject, last)
            insert into outbox (subject, sequence, shard, topic, type, tenant_id, payload, traceparent)
            select g.subject, n.last - c.many + row_number() over (partition by g.subject order by g.place),
                   g.shard, g.topic, g.type, g.tenant_id, g.payload, g.traceparent
            from given as g join counted as c using (subject) join numbered as n using (subject)
            returning id, subject, sequence""";

    private static final String AGE =
            "select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from outbox where published_at is null";

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final Relay relay;

    // The events of each session's transaction, for the relay once it is committed; one that is given up leaves by
    // itself.
    private final Map<Mutiny.Session, List<Stored>> fed = Collections.synchronizedMap(new WeakHashMap<>());

    Outbox(Mutiny.SessionFactory sessions, Pool pool, Relay relay) {
        this.sessions = sessions;
        this.pool = pool;
        this.relay = relay;
    }

    /** Runs the work in one transaction and, once it is committed, has its events published at once. */
    public <T> Uni<T> transaction(Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var used = new AtomicReference<Mutiny.Session>();
            return sessions.withTransaction(session -> {
                        used.set(session);
                        return work.apply(session);
                    })
                    .invoke(() -> Optional.ofNullable(fed.remove(used.get())).ifPresent(relay::publish));
        });
    }

    /** Stores the events with the session's transaction, numbered in this order. */
    public Uni<Void> append(Mutiny.Session session, List<Outgoing> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.select(
                        session,
                        APPEND,
                        texts(events, Outgoing::subject),
                        events.stream().map(event -> Shards.of(event.subject())).toArray(Integer[]::new),
                        texts(events, event -> event.topic().name()),
                        texts(events, Outgoing::type),
                        texts(events, Outgoing::tenantId),
                        events.stream().map(Outbox::payload).toArray(Buffer[]::new),
                        texts(events, Outgoing::traceparent))
                .invoke(given ->
                        fed.computeIfAbsent(session, _ -> new ArrayList<>()).addAll(Stored.of(events, given)))
                .replaceWithVoid();
    }

    /** How long the oldest event has waited to be published; zero when none waits. */
    public Uni<Duration> age() {
        return pool.query(AGE)
                .execute()
                .map(rows -> Duration.ofMillis((long) (rows.iterator().next().getDouble(0) * 1000)));
    }

    private static @Nullable Buffer payload(Outgoing event) {
        return event.payload() == null ? null : Buffer.buffer(event.payload());
    }

    private static @Nullable String[] texts(List<Outgoing> events, Function<Outgoing, @Nullable String> column) {
        return events.stream().map(column).toArray(String[]::new);
    }
}
