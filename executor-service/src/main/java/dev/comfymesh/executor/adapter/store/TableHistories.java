package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.executor.app.HistoryStore;
import dev.comfymesh.executor.domain.RunHistory;
import dev.comfymesh.executor.domain.TargetClass;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What runs took, in PostgreSQL. A target has one owner, so nobody else writes its rows. */
@ApplicationScoped
class TableHistories implements HistoryStore {
    // Targets of which nothing is known have nothing in common.
    private static final String FIND = """
            select runs, node_millis from run_history
            where digest = $1 and (target_id = $2 or target_class = $3 and target_class <> 'unknown')
            order by target_id = $2 desc, runs desc limit 1""";

    private static final String SAVE = """
            insert into run_history (digest, target_id, target_class, runs, node_millis)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[])
            on conflict (digest, target_id) do update
            set target_class = excluded.target_class, runs = excluded.runs, node_millis = excluded.node_millis,
                changed_at = now()""";

    private final Pool pool;

    TableHistories(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<RunHistory> find(Key key, TargetClass targetClass) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(key.digest(), key.targetId(), targetClass.name()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(TableHistories::history)
                        .orElse(RunHistory.NONE));
    }

    @Override
    public Uni<Void> save(Collection<Learned> all) {
        var learned = List.copyOf(all);
        return pool.preparedQuery(SAVE)
                .execute(Tuple.from(List.of(
                        column(learned, one -> one.key().digest()),
                        column(learned, one -> one.key().targetId()),
                        column(learned, one -> one.targetClass().name()),
                        learned.stream().map(one -> one.history().runs()).toArray(Integer[]::new),
                        column(learned, one -> text(one.history())))))
                .replaceWithVoid();
    }

    private static String[] column(List<Learned> learned, Function<Learned, String> value) {
        return learned.stream().map(value).toArray(String[]::new);
    }

    private static RunHistory history(Row row) {
        var millis = new TreeMap<String, Double>();
        new JsonObject(row.getString(1))
                .forEach(node -> millis.put(node.getKey(), ((Number) node.getValue()).doubleValue()));
        return new RunHistory(row.getInteger(0), millis);
    }

    private static String text(RunHistory history) {
        var json = new JsonObject();
        history.nodeMillis().forEach(json::put);
        return json.encode();
    }
}
