package dev.comfymesh.router.adapter.store;

import dev.comfymesh.router.app.CostQuery;
import dev.comfymesh.router.app.CostSum;
import dev.comfymesh.router.app.Costs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Reads costs from the ledger. */
@ApplicationScoped
class ReactiveCosts implements Costs {
    private final Pool pool;

    ReactiveCosts(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Report> report(CostQuery query) {
        // The total comes first, and one line more than asked for tells whether there are others.
        var most = 1 + query.limit() + 1;
        return pool.preparedQuery(CostSql.REPORT)
                .execute(Tuple.of(query.by().name(), query.from(), query.to(), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReactiveCosts::sum)
                        .toList())
                .map(sums -> report(sums, query.limit()));
    }

    private static Report report(List<CostSum> sums, int limit) {
        var lines = sums.subList(1, sums.size());
        return new Report(sums.getFirst(), lines.subList(0, Math.min(limit, lines.size())), lines.size() > limit);
    }

    private static CostSum sum(Row row) {
        return new CostSum(
                Objects.requireNonNullElse(row.getString("key"), "total"),
                row.getLong("run_micros"),
                row.getLong("waste_micros"),
                row.getLong("hedge_micros"),
                row.getLong("house_micros"),
                row.getLong("delivered"));
    }
}
