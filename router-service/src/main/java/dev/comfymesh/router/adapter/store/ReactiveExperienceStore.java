package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.kit.lease.Leases;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.router.app.ExperienceStore;
import dev.comfymesh.router.domain.Lesson;
import dev.comfymesh.router.domain.Lesson.OfForm;
import dev.comfymesh.router.domain.Lesson.OfLength;
import dev.comfymesh.router.domain.Lesson.OfLoads;
import dev.comfymesh.router.domain.Lesson.OfPrice;
import dev.comfymesh.router.domain.Odds.Passes;
import dev.comfymesh.router.domain.Run;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What runs have taught as rows, and the ended attempts as what can be learned from. */
@ApplicationScoped
class ReactiveExperienceStore implements ExperienceStore {
    private final Pool pool;
    private final Outbox outbox;
    private final Leases leases;

    /** A lesson by its kind, and what it is of. */
    private record Kept(String kind, String subject, String shape, Lesson lesson) {
        private static Kept of(Lesson lesson) {
            var kind = switch (lesson) {
                case OfLength _ -> "LENGTH";
                case OfForm _ -> "FORM";
                case OfPrice _ -> "PRICE";
                case OfLoads _ -> "LOADS";
            };
            return new Kept(kind, lesson.subject(), lesson.shape(), lesson);
        }

        private static Class<? extends Lesson> type(String kind) {
            return switch (kind) {
                case "LENGTH" -> OfLength.class;
                case "FORM" -> OfForm.class;
                case "PRICE" -> OfPrice.class;
                case "LOADS" -> OfLoads.class;
                default -> throw new IllegalArgumentException("no lesson is of the kind " + kind);
            };
        }
    }

    ReactiveExperienceStore(Pool pool, Outbox outbox, Leases leases) {
        this.pool = pool;
        this.outbox = outbox;
        this.leases = leases;
    }

    @Override
    public Uni<List<Lesson>> lessons() {
        return pool.query(ExperienceSql.LESSONS)
                .execute()
                .map(rows -> all(rows, row -> Rows.read(row.getString("lesson"), Kept.type(row.getString("kind")))));
    }

    @Override
    public Uni<Void> keep(Lease lease, List<Lesson> lessons) {
        var kept = Rows.json(lessons.stream().map(Kept::of).toList());
        return outbox.transaction(session -> leases.fence(session, lease)
                .chain(() -> Sql.update(session, ExperienceSql.KEEP, kept))
                .replaceWithVoid());
    }

    @Override
    public Uni<List<Run>> runs(Set<UUID> jobIds, Instant since) {
        return pool.preparedQuery(ExperienceSql.RUNS + ExperienceSql.OF_JOBS)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC), jobIds.toArray(UUID[]::new)))
                .map(rows -> all(rows, ReactiveExperienceStore::run));
    }

    @Override
    public Uni<List<Run>> runsSinceKept(Instant since) {
        return pool.preparedQuery(ExperienceSql.RUNS + ExperienceSql.SINCE_KEPT)
                .execute(Tuple.of(
                        since.atOffset(ZoneOffset.UTC), Rows.firstJobIdAt(since.minus(ExperienceSql.LONG_AGO))))
                .map(rows -> all(rows, ReactiveExperienceStore::run));
    }

    @Override
    public Uni<List<Passes>> passes(Instant since) {
        return pool.preparedQuery(ExperienceSql.PASSES)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
                .map(rows -> all(
                        rows,
                        row -> new Passes(
                                row.getString("shape"),
                                row.getString("grade"),
                                row.getDouble("outputs"),
                                row.getDouble("passed"))));
    }

    @Override
    public Uni<List<Used>> usedModels(Instant since) {
        return pool.preparedQuery(ExperienceSql.USED_MODELS)
                .execute(Tuple.of(Rows.firstJobIdAt(since)))
                .map(rows ->
                        all(rows, row -> new Used(row.getString("target_id"), Rows.models(row.getString("models")))));
    }

    private static Run run(Row row) {
        var failure = row.getString("failure");
        return new Run(
                row.getUUID("attempt_id"),
                row.getString("target_id"),
                row.getString("grade"),
                row.getString("shape"),
                failure == null ? null : FailureClass.valueOf(failure),
                row.getLong("gpu_millis"),
                row.getLong("load_millis"),
                row.getLong("micros_per_hour"),
                row.getLong("metered"),
                Rows.instant(row, "ended_at"));
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
