package dev.comfymesh.local.demo;

import dev.comfymesh.local.mesh.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a job's events to the last one, each once and in order, however often the connection breaks in between. */
final class JobStream {
    /** The server says something every 15 seconds; longer silence means a dead connection. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MeshApi api;
    private final String jobId;
    private final Consumer<StreamEvent> listener;
    private String lastEventId = "0";
    private boolean ended;

    JobStream(MeshApi api, String jobId, Consumer<StreamEvent> listener) {
        this.api = api;
        this.jobId = jobId;
        this.listener = listener;
    }

    /** Returns after the last event; fails with {@link Trouble} when the mesh cannot be reached for too long. */
    void follow() {
        var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!ended) {
            var before = lastEventId;
            try (var stream = api.events(jobId, lastEventId)) {
                read(stream);
            } catch (IOException broken) {
                if (System.nanoTime() > giveUpAt) {
                    throw new Trouble("lost the mesh while following job " + jobId + ": " + broken.getMessage());
                }
                pause();
            }
            if (!lastEventId.equals(before)) {
                giveUpAt = System.nanoTime() + PATIENCE.toNanos();
            }
        }
    }

    private void read(InputStream stream) throws IOException {
        var lines = new LinkedBlockingQueue<Line>();
        Thread.ofVirtual().start(() -> pump(stream, lines));
        var parser = new EventParser();
        while (!ended) {
            switch (next(lines)) {
                case Line.Text(var text) -> parser.take(text).ifPresent(this::accept);
                case Line.End(var reason) -> throw new IOException(reason);
            }
        }
    }

    private void accept(StreamEvent event) {
        lastEventId = event.id() == null ? lastEventId : event.id();
        ended = event.isLast();
        listener.accept(event);
    }

    private static void pump(InputStream stream, LinkedBlockingQueue<Line> lines) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(new Line.Text(line));
            }
            lines.add(new Line.End("the stream ended early"));
        } catch (IOException broken) {
            lines.add(new Line.End(String.valueOf(broken.getMessage())));
        }
    }

    private static Line next(LinkedBlockingQueue<Line> lines) {
        try {
            var line = lines.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
            return line == null ? new Line.End("the stream fell silent") : line;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted");
        }
    }

    private static void pause() {
        var later = CompletableFuture.delayedExecutor(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> {}, later).join();
    }

    private sealed interface Line {
        record Text(String text) implements Line {}

        record End(String reason) implements Line {}
    }
}
