package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.Intent;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.scoring.app.Work;
import dev.comfymesh.scoring.app.WorkQueue;
import dev.comfymesh.scoring.config.ScoringConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The queue as rows: lent by a time of the database's clock, skipped while another transaction takes them. */
@ApplicationScoped
class ReactiveWorkQueue implements WorkQueue {
    private static final String TAKE = """
            with free as (
                select candidate_id, bytes, tries, added_at from work where lent_until < now()
                order by added_at, candidate_id limit $1::integer + 1 for update skip locked),
            counted as (
                select candidate_id, row_number() over line as nth, max(tries) over line as most_tries,
                       sum(bytes) over line - bytes as bytes_before, count(*) over () as free
                from free window line as (order by added_at, candidate_id)),
            taken as (
                select candidate_id, free from counted
                where nth = 1 or (nth <= $1::integer and most_tries = 0 and bytes_before < $2::bigint))
            update work set tries = tries + 1, lent_until = now() + make_interval(secs => $3::float8)
            from taken, pool where work.candidate_id = taken.candidate_id and pool.job_id = work.job_id
            returning work.candidate_id, work.job_id, profile || coalesce('@' || profile_digest, '') as profile, object_key, bytes, tries, intent,
                coalesce(not_after < now(), false) as late, traceparent, free""";

    private static final String GIVE_BACK = "update work set tries = tries - 1 where candidate_id = $1";

    private final Pool database;
    private final Outbox outbox;
    private final PoolBook book;
    private final Tuple most;

    ReactiveWorkQueue(Pool database, Outbox outbox, PoolBook book, ScoringConfig config) {
        this.database = database;
        this.outbox = outbox;
        this.book = book;
        this.most = Tuple.of(
                config.batch().candidates(),
                config.batch().bytes(),
                config.loan().toMillis() / 1000.0);
    }

    @Override
    public Uni<Batch> take() {
        return database.preparedQuery(TAKE).execute(most).map(ReactiveWorkQueue::batch);
    }

    @Override
    public Uni<Void> giveBack(Work work) {
        return database.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(work.candidateId()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> finish(List<Finished> finished) {
        var jobIds = finished.stream().map(done -> done.work().jobId()).collect(Collectors.toSet());
        return outbox.transaction(session ->
                        book.change(session, jobIds, Set.of(), sheet -> finished.forEach(done -> enter(sheet, done))))
                .replaceWithVoid();
    }

    private static void enter(PoolSheet sheet, Finished done) {
        var work = done.work();
        sheet.judge(work.jobId(), work.candidateId(), done.examination(), work.traceparent());
    }

    private static Batch batch(RowSet<Row> rows) {
        var taken = StreamSupport.stream(rows.spliterator(), false).toList();
        var free = taken.isEmpty() ? 0 : taken.getFirst().getLong("free");
        return new Batch(taken.stream().map(ReactiveWorkQueue::work).toList(), free > taken.size());
    }

    private static @Nullable Intent intent(@Nullable String stored) {
        return stored == null ? null : Json.read(stored, Intent.class);
    }

    private static Work work(Row row) {
        return new Work(
                row.getString("candidate_id"),
                row.getUUID("job_id"),
                row.getString("profile"),
                row.getString("object_key"),
                row.getLong("bytes"),
                row.getInteger("tries"),
                intent(row.getString("intent")),
                row.getBoolean("late"),
                row.getString("traceparent"));
    }
}
