package dev.comfymesh.kit.outbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Stores events in the transaction that changes the state which they tell of: both stand, or neither. The events of a
 * subject are numbered without gaps, in the order of their commits, and the relay publishes them in that order.
 */
@ApplicationScoped
public class Outbox {
    // The row of fact_sequence is locked until the commit, so a later number can never become visible first.
    private static final String APPEND = """
            with numbered as (
                insert into fact_sequence as s (subject, last) values (:subject, 1)
                on conflict (subject) do update set last = s.last + 1
                returning last)
            insert into outbox (subject, sequence, shard, topic, type, tenant_id, payload, traceparent)
            select :subject, last, :shard, :topic, :type, cast(:tenantId as text), cast(:payload as bytea),
                   cast(:traceparent as text)
            from numbered""";

    private static final String AGE =
            "select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from outbox where published_at is null";

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final Relay relay;

    Outbox(Mutiny.SessionFactory sessions, Pool pool, Relay relay) {
        this.sessions = sessions;
        this.pool = pool;
        this.relay = relay;
    }

    /** Runs the work in one transaction and, once it is committed, has its events published at once. */
    public <T> Uni<T> transaction(Function<Mutiny.Session, Uni<T>> work) {
        return sessions.withTransaction(work).invoke(relay::wake);
    }

    /** Stores the events with the session's transaction, numbered in this order. */
    public Uni<Void> append(Mutiny.Session session, List<Outgoing> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> append(session, event))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** How long the oldest event has waited to be published; zero when none waits. */
    public Uni<Duration> age() {
        return pool.query(AGE)
                .execute()
                .map(rows -> Duration.ofMillis((long) (rows.iterator().next().getDouble(0) * 1000)));
    }

    private static Uni<Integer> append(Mutiny.Session session, Outgoing event) {
        return session.createNativeQuery(APPEND)
                .setParameter("subject", event.subject())
                .setParameter("shard", Shards.of(event.subject()))
                .setParameter("topic", event.topic().name())
                .setParameter("type", event.type())
                .setParameter("tenantId", event.tenantId())
                .setParameter("payload", event.payload())
                .setParameter("traceparent", event.traceparent())
                .executeUpdate();
    }
}
