package dev.comfymesh.kit.sql;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL on a session's own connection, in its transaction, past Hibernate's query layer: for what happens once per
 * fact. It knows nothing of the session's entities, so changes of theirs that are not flushed yet are not seen.
 */
public final class Sql {
    private Sql() {}

    /**
     * Runs a statement with parameters {@code $1}, {@code $2}, … and answers how many rows it changed. Arrays are
     * {@code String[]}, {@code UUID[]}, {@code Long[]}, {@code Integer[]}, {@code OffsetDateTime[]} or {@code Buffer[]}.
     */
    public static Uni<Integer> update(Mutiny.Session session, String sql, @Nullable Object... parameters) {
        return Uni.createFrom().completionStage(() -> connection(session).update(sql, parameters));
    }

    /** Runs a query, or a statement that returns rows, with parameters {@code $1}, {@code $2}, …; answers all its rows. */
    public static Uni<List<Line>> select(Mutiny.Session session, String sql, @Nullable Object... parameters) {
        return Uni.createFrom()
                .completionStage(() -> connection(session).select(sql, parameters))
                .map(Sql::lines);
    }

    private static List<Line> lines(ReactiveConnection.Result result) {
        var lines = new ArrayList<Line>();
        while (result.hasNext()) {
            lines.add(new Line(result.next()));
        }
        return lines;
    }

    private static ReactiveConnection connection(Mutiny.Session session) {
        return ((MutinySessionImpl) session).getReactiveConnection();
    }
}
