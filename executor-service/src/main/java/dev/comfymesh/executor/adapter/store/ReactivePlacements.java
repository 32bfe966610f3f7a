package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.app.Placements;
import dev.comfymesh.executor.domain.AgentReport;
import dev.comfymesh.executor.domain.ModelFile;
import dev.comfymesh.executor.domain.PlacementOrders;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Orders are what stands in the table of model files, and never a row of their own: whoever joins late finds them all. */
@ApplicationScoped
class ReactivePlacements implements Placements {
    private static final String WANTED = """
            select path, sha256, min(key), min(bytes) from model_file join job on job.id = job_id
            where not closing and deadline > now()
            group by path, sha256 order by min(deadline), sha256, path limit 1000""";

    private static final String FIND = """
            select path, sha256, key, bytes from model_file join job on job.id = job_id
            where sha256 = $1 and not closing and deadline > now() limit 1""";

    // What is returned is what stood there before.
    private static final String HEAR = """
            insert into agent (target_id, heard_at, report) select id, now(), $2 from target where id = $1 and not removed
            on conflict (target_id) do update set heard_at = now(), report = $2
            returning (select report from agent where target_id = $1)""";

    private static final String AGENTS = """
            select target_id, heard_at, (extract(epoch from now() - heard_at) * 1000)::bigint, report
            from agent join target on id = target_id where not removed order by target_id""";

    private final Pool pool;
    private final AgentSignals signals;

    ReactivePlacements(Pool pool, AgentSignals signals) {
        this.pool = pool;
        this.signals = signals;
    }

    @Override
    public Uni<PlacementOrders> wanted() {
        return pool.query(WANTED)
                .execute()
                .map(rows -> PlacementOrders.of(stream(rows)
                        .map(ReactivePlacements::file)
                        .map(PlacementOrders.Order::of)
                        .distinct()
                        .toList()));
    }

    @Override
    public Uni<Optional<ModelFile>> find(String sha256) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(sha256))
                .map(rows -> stream(rows).findFirst().map(ReactivePlacements::file));
    }

    @Override
    public Uni<Boolean> hear(String targetId, AgentReport report) {
        var content = new String(WireJson.write(report), StandardCharsets.UTF_8);
        return pool.preparedQuery(HEAR)
                .execute(Tuple.of(targetId, content))
                .invoke(rows -> stream(rows)
                        .filter(row -> isNews(row.getString(0), report))
                        .forEach(_ -> signals.tell(targetId)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static boolean isNews(@Nullable String before, AgentReport report) {
        return before == null || !report(before).files().equals(report.files());
    }

    @Override
    public Uni<List<Heard>> agents() {
        return pool.query(AGENTS)
                .execute()
                .map(rows -> stream(rows)
                        .map(row -> new Heard(
                                row.getString(0),
                                row.getOffsetDateTime(1).toInstant(),
                                Duration.ofMillis(row.getLong(2)),
                                report(row.getString(3))))
                        .toList());
    }

    private static AgentReport report(String content) {
        return WireJson.read(content.getBytes(StandardCharsets.UTF_8), AgentReport.class);
    }

    private static ModelFile file(Row row) {
        return new ModelFile(row.getString(0), row.getString(1), row.getString(2), row.getLong(3));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
