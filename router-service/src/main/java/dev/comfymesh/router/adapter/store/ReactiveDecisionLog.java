package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.router.app.DecisionLog;
import dev.comfymesh.router.app.StoredDecision;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads decisions from their table. */
@ApplicationScoped
class ReactiveDecisionLog implements DecisionLog {
    // A known job without decisions is a row without one.
    private static final String OF_JOB = """
            select cast(explanation as text) as explanation
            from job left join decision on decision.job_id = job.job_id
            where job.job_id = $1 order by at, candidate_id""";

    private static final String SINCE = """
            select cast(explanation as text) as explanation from decision where at >= $1 order by at desc limit $2""";

    private static final String BEFORE = """
            select cast(explanation as text) as explanation from decision
            where at >= $1 and at <= $2 and (at, decision_id) < ($2, $3) order by at desc, decision_id desc limit $4""";

    // No decision is later, and no id is greater.
    private static final OffsetDateTime END = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final UUID LAST = new UUID(-1, -1);

    private final Pool pool;

    ReactiveDecisionLog(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<List<StoredDecision>>> of(UUID jobId) {
        return pool.preparedQuery(OF_JOB)
                .execute(Tuple.of(jobId))
                .map(rows -> rows.rowCount() == 0 ? Optional.empty() : Optional.of(decisions(rows)));
    }

    @Override
    public Uni<List<StoredDecision>> before(@Nullable StoredDecision last, Instant oldest, int most) {
        var at = last == null ? END : last.at().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(BEFORE)
                .execute(Tuple.of(oldest.atOffset(ZoneOffset.UTC), at, last == null ? LAST : last.decisionId(), most))
                .map(ReactiveDecisionLog::decisions);
    }

    @Override
    public Uni<List<StoredDecision>> since(Instant oldest, int most) {
        return pool.preparedQuery(SINCE)
                .execute(Tuple.of(oldest.atOffset(ZoneOffset.UTC), most))
                .map(ReactiveDecisionLog::decisions);
    }

    private static List<StoredDecision> decisions(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .flatMap(row -> Stream.ofNullable(row.getString("explanation")))
                .map(text -> WireJson.read(text.getBytes(StandardCharsets.UTF_8), StoredDecision.class))
                .toList();
    }
}
