package dev.comfymesh.ingest.adapter.store;

import com.fasterxml.jackson.core.JacksonException;
import dev.comfymesh.ingest.app.StoreAway;
import dev.comfymesh.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The way of requests to the tables: a database that is away fails with {@link StoreAway}, all else as it is. */
@ApplicationScoped
class Database {
    // Connection, transaction rollback, resources, operator intervention, system.
    private static final Set<String> AWAY = Set.of("08", "40", "53", "57", "58");
    private static final int MOST_CAUSES = 20;

    private final Mutiny.SessionFactory sessions;
    private final Outbox outbox;

    Database(Mutiny.SessionFactory sessions, Outbox outbox) {
        this.sessions = sessions;
        this.outbox = outbox;
    }

    <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
        return sessions.withSession(work).onFailure(Database::isAway).transform(StoreAway::new);
    }

    /** In one transaction, with what the work appends to the outbox. */
    <T> Uni<T> write(Function<Mutiny.Session, Uni<T>> work) {
        return outbox.transaction(work).onFailure(Database::isAway).transform(StoreAway::new);
    }

    /** Whether the database is the reason; the outermost cause that tells decides. */
    static boolean isAway(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES)
                .flatMap(cause -> verdict(cause).stream())
                .findFirst()
                .orElse(false);
    }

    private static Optional<Boolean> verdict(Throwable cause) {
        return switch (cause) {
            case JacksonException _, IllegalArgumentException _ -> Optional.of(false);
            case PgException sql ->
                Optional.of(sql.getSqlState() != null
                        && AWAY.contains(sql.getSqlState().substring(0, 2)));
            case IOException _, TimeoutException _, VertxException _ -> Optional.of(true);
            default -> Optional.empty();
        };
    }
}
