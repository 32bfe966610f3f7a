package dev.comfymesh.executor;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What one class logs while this is open. */
final class Warnings extends Handler implements AutoCloseable {
    private final Logger logger;
    private final List<LogRecord> entries = new CopyOnWriteArrayList<>();

    private Warnings(Logger logger) {
        this.logger = logger;
        logger.addHandler(this);
    }

    static Warnings of(Class<?> type) {
        return of(type.getName());
    }

    static Warnings of(String type) {
        return new Warnings(Logger.getLogger(type));
    }

    List<Throwable> failures() {
        return entries.stream()
                .map(LogRecord::getThrown)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether anything that was logged names this. */
    boolean name(Object subject) {
        return entries.stream().map(LogRecord::getMessage).anyMatch(words -> words.contains(subject.toString()));
    }

    @Override
    public void publish(LogRecord entry) {
        entries.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
