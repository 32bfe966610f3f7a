package dev.comfymesh.kit.health;

import io.quarkus.logging.LoggingFilter;
import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a harmless line out of the log: while the database is away, the pool's timer finds that the connection it was to
 * give up has failed already, and Vert.x reports that as an error, for each. Everything else passes.
 */
@LoggingFilter(name = "late-timers")
public final class LateTimers implements Filter {
    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    @Override
    public boolean isLoggable(LogRecord record) {
        return !isLate(record.getThrown());
    }

    private static boolean isLate(@Nullable Throwable thrown) {
        return thrown instanceof IllegalStateException
                && "Result is already complete".equals(thrown.getMessage())
                && Arrays.stream(thrown.getStackTrace())
                        .limit(3)
                        .anyMatch(frame -> frame.getClassName().equals(POOL));
    }
}
