package dev.comfymesh.bench;

import dev.comfymesh.local.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process of the mesh under measurement; it ends with this one at the latest. */
record Child(String name, Process process, URI readiness, Path log) implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Child start(
            String name, List<String> command, Map<String, String> environment, URI readiness, Path directory) {
        var log = directory.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            var child = new Child(name, builder.start(), readiness, log);
            Runtime.getRuntime().addShutdownHook(new Thread(child.process::destroyForcibly));
            return child;
        } catch (IOException refused) {
            throw new UncheckedIOException(name + " cannot be started", refused);
        }
    }

    void awaitReady() {
        Waiting.until(name + " is ready, see " + log, READY_LIMIT, this::isReady);
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " has ended by itself, see " + log);
        }
        try {
            return HTTP.send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " starts", interrupted);
        }
    }

    @Override
    public void close() {
        Ending.of(process.toHandle(), STOP_LIMIT);
    }
}
