package dev.comfymesh.agent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One line for each thing that happened: when, how grave, what. */
final class LogLines extends Formatter {

    static void begin() {
        LogManager.getLogManager().reset();
        var console = new ConsoleHandler();
        console.setFormatter(new LogLines());
        Logger.getLogger("").addHandler(console);
    }

    @Override
    public String format(LogRecord event) {
        return "%s %-7s %s%n"
                .formatted(
                        Instant.ofEpochMilli(event.getMillis()).truncatedTo(ChronoUnit.MILLIS),
                        event.getLevel(),
                        formatMessage(event));
    }
}
