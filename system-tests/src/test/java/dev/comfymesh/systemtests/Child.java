package dev.comfymesh.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process of the mesh under test, which can be killed and started again; it ends with the test at the latest. */
final class Child {
    private static final Duration READY_LIMIT = Duration.ofSeconds(120);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final URI readiness;
    private final Path log;
    private Process process;

    Child(String name, List<String> command, Map<String, String> environment, URI readiness, Path directory) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.readiness = readiness;
        this.log = directory.resolve(name + ".log");
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    Child start() {
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
            builder.environment().putAll(environment);
            process = builder.start();
            return this;
        } catch (IOException refused) {
            throw new UncheckedIOException(name + " cannot be started", refused);
        }
    }

    Child awaitReady() {
        await(name + " is ready; its log is " + log).atMost(READY_LIMIT).until(this::isReady);
        return this;
    }

    /** As {@code kill -9} does: without a chance to say goodbye. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError(name + " has ended by itself; its log is " + log);
        }
        try {
            return HTTP.send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
