package dev.comfymesh.kit.inbox;

import com.fasterxml.jackson.core.JacksonException;
import dev.comfymesh.kit.loop.HomeContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells trouble that passes (database or broker away, a conflict with another consumer) from an event that is at fault. */
final class Trouble {
    // Connection, transaction rollback, resources, operator intervention, system.
    private static final Set<String> PASSING_SQL_CLASSES = Set.of("08", "40", "53", "57", "58");
    private static final int MAX_CAUSES = 20;

    private static final Logger LOG = Logger.getLogger(Trouble.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private Trouble() {}

    /** Whether trying the same again can succeed; the outermost cause that tells decides, and what nobody knows does not pass. */
    static boolean passes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .flatMap(cause -> verdict(cause).stream())
                .findFirst()
                .orElse(false);
    }

    private static Optional<Boolean> verdict(Throwable cause) {
        return switch (cause) {
            // An IOException by descent, and yet about content.
            case JacksonException _ -> Optional.of(false);
            case IllegalArgumentException _ -> Optional.of(false);
            case PgException sql -> Optional.of(passes(sql.getSqlState()));
            case IOException _, TimeoutException _, VertxException _, KafkaException _ -> Optional.of(true);
            // How Vert.x says that a pool or a connection is closed.
            case NoStackTraceThrowable _ -> Optional.of(true);
            case OptimisticLockException _, StaleStateException _ -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    private static boolean passes(@Nullable String sqlState) {
        return sqlState != null && PASSING_SQL_CLASSES.contains(sqlState.substring(0, 2));
    }

    /** Tries again, on the context where it began, as long as the trouble is one that passes. */
    static <T> Uni<T> waitedOut(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var home = HomeContext.current();
            return Uni.createFrom()
                    .deferred(work::get)
                    .runSubscriptionOn(home)
                    .onFailure(Trouble::passes)
                    .invoke(failure -> LOG.warnf("The database or the broker is in trouble, waiting: %s", failure))
                    .onFailure(Trouble::passes)
                    .retry()
                    .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                    .indefinitely()
                    .emitOn(home);
        });
    }
}
