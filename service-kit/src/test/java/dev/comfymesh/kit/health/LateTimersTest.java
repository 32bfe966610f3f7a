package dev.comfymesh.kit.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LateTimersTest {
    private final LogRecord line = new LogRecord(Level.SEVERE, "Uncaught exception received by Vert.x");

    @Test
    void keepsThePoolsLateTimersOut() {
        line.setThrown(thrownIn("io.vertx.sqlclient.impl.pool.SqlConnectionPool", "Result is already complete"));

        assertThat(new LateTimers().isLoggable(line)).isFalse();
    }

    @Test
    void letsTheSameErrorOfOthersPass() {
        line.setThrown(thrownIn("dev.comfymesh.Anything", "Result is already complete"));

        assertThat(new LateTimers().isLoggable(line)).isTrue();
    }

    @Test
    void letsOtherErrorsOfThePoolPass() {
        line.setThrown(thrownIn("io.vertx.sqlclient.impl.pool.SqlConnectionPool", "closed"));

        assertThat(new LateTimers().isLoggable(line)).isTrue();
    }

    @Test
    void letsLinesWithoutAnErrorPass() {
        assertThat(new LateTimers().isLoggable(line)).isTrue();
    }

    private static IllegalStateException thrownIn(String type, String message) {
        var thrown = new IllegalStateException(message);
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90),
            new StackTraceElement(type, "lambda", "SqlConnectionPool.java", 216)
        });
        return thrown;
    }
}
