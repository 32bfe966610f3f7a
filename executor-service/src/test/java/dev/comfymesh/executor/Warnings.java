package dev.comfymesh.executor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The failures that one class logs while this is open. */
final class Warnings extends Handler implements AutoCloseable {
    private final Logger logger;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private Warnings(Logger logger) {
        this.logger = logger;
        logger.addHandler(this);
    }

    static Warnings of(Class<?> type) {
        return new Warnings(Logger.getLogger(type.getName()));
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void publish(LogRecord entry) {
        @Nullable Throwable failure = entry.getThrown();
        if (failure != null) {
            failures.add(failure);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
