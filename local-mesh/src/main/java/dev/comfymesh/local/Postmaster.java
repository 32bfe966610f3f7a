package dev.comfymesh.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The server process that PostgreSQL's own pid file in a data directory speaks of. */
record Postmaster(Path data) {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int START_LINE = 2;

    /** The process, while it lives; empty when another process has its number by now. */
    Optional<ProcessHandle> process() {
        try {
            var lines = Files.readAllLines(pidFile());
            var started =
                    Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).trim()));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().trim()))
                    .filter(process -> !Ending.hasCome(process))
                    .filter(process -> PidFile.startedAbout(process, started));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    /** Ends the process without waiting for its clients, and removes a pid file that would block the next one. */
    void end() {
        process().ifPresent(Postmaster::end);
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void end(ProcessHandle process) {
        try {
            // SIGINT drops the clients; the SIGTERM that Java can send would wait for them.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            Ending.of(process, STOP_LIMIT);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }
}
