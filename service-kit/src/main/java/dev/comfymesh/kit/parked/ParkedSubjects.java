package dev.comfymesh.kit.parked;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What this service has parked, read from its own table. */
@ApplicationScoped
class ParkedSubjects {
    private static final String HEADS = """
            select * from (
                select distinct on (subject) subject, reason, detail, id, type, source, sequence,
                       count(*) over (partition by subject) as waiting,
                       min(parked_at) over (partition by subject) as since
                from inbox_parked where $1::text is null or subject = $1
                order by subject, record_offset) as heads
            order by since, subject limit $2""";

    private static final String WAITING = """
            select id, type, source, sequence, reason, detail, parked_at, tenant_id, traceparent, payload
            from inbox_parked where subject = $1 order by record_offset limit $2""";

    // As if it had been applied. An event without an envelope has no number to take.
    private static final String SKIP = """
            with head as (
                select id from inbox_parked where subject = $1 order by record_offset limit 1 for update),
            skipped as (
                delete from inbox_parked as p using head where p.id = head.id and p.id = $2 and p.reason = 'POISON'
                returning p.subject, p.source, p.sequence),
            advanced as (
                insert into inbox_position as p (id, sequence, version)
                select source || '/' || subject, sequence, 0 from skipped where sequence > 0
                on conflict (id) do update set sequence = excluded.sequence, version = p.version + 1, updated_at = now()
                where p.sequence < excluded.sequence)
            select count(*) from skipped""";

    private final Pool pool;

    ParkedSubjects(Pool pool) {
        this.pool = pool;
    }

    /** Those that have waited longest. */
    Uni<List<ParkedSubject>> oldest(int limit) {
        return heads(null, limit).map(Stream::toList);
    }

    /** Empty when nothing of it is parked. */
    Uni<Optional<ParkedSubject>> find(String subject) {
        return heads(subject, 1).map(Stream::findFirst);
    }

    /** What waits of a subject, in the order in which it would be applied. */
    Uni<List<WaitingEvent>> waiting(String subject, int limit) {
        return pool.preparedQuery(WAITING)
                .execute(Tuple.of(subject, limit))
                .map(rows -> stream(rows).map(WaitingEvent::of).toList());
    }

    /** Gives up the event at this place, if it is the subject's first and cannot be applied; answers whether it was. */
    Uni<Boolean> skip(String subject, String place) {
        return pool.preparedQuery(SKIP)
                .execute(Tuple.of(subject, place))
                .map(rows -> rows.iterator().next().getLong(0) == 1);
    }

    private Uni<Stream<ParkedSubject>> heads(@Nullable String subject, int limit) {
        return pool.preparedQuery(HEADS)
                .execute(Tuple.of(subject, limit))
                .map(rows -> stream(rows).map(ParkedSubject::of));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
