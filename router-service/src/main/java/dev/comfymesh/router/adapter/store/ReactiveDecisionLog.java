package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.router.app.DecisionLog;
import dev.comfymesh.router.app.StoredDecision;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads decisions from their table. */
@ApplicationScoped
class ReactiveDecisionLog implements DecisionLog {
    private static final String OF_JOB =
            "select cast(explanation as text) as explanation from decision where job_id = $1 order by at, candidate_id";

    private final Pool pool;

    ReactiveDecisionLog(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<StoredDecision>> of(UUID jobId) {
        return pool.preparedQuery(OF_JOB)
                .execute(Tuple.of(jobId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> WireJson.read(
                                row.getString("explanation").getBytes(StandardCharsets.UTF_8), StoredDecision.class))
                        .toList());
    }
}
