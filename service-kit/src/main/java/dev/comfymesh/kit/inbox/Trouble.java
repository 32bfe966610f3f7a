package dev.comfymesh.kit.inbox;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.hibernate.StaleStateException;

/** Tells trouble that passes (database or broker away, a conflict with another consumer) from an event that is at fault. */
final class Trouble {
    // Connection, transaction rollback, resources, operator intervention, system.
    private static final Set<String> PASSING_SQL_CLASSES = Set.of("08", "40", "53", "57", "58");
    private static final int MAX_CAUSES = 20;

    private Trouble() {}

    static boolean passes(Throwable failure) {
        return Stream.iterate(failure, Throwable::getCause)
                .limit(MAX_CAUSES)
                .takeWhile(cause -> cause != null)
                .anyMatch(Trouble::passesItself);
    }

    private static boolean passesItself(Throwable cause) {
        return switch (cause) {
            case PgException sql ->
                sql.getSqlState() != null
                        && PASSING_SQL_CLASSES.contains(sql.getSqlState().substring(0, 2));
            case IOException _, TimeoutException _, VertxException _, KafkaException _ -> true;
            case OptimisticLockException _, StaleStateException _ -> true;
            default -> false;
        };
    }
}
