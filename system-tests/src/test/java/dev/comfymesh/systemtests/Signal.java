package dev.comfymesh.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** What a process cannot refuse and Java cannot send. */
enum Signal {
    STOP,
    CONT;

    /** Sends it to the process and all that it has started. */
    void to(ProcessHandle process) {
        Stream.concat(Stream.of(process), process.descendants()).forEach(this::send);
    }

    private void send(ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
