package dev.comfymesh.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service or a node as a process of its own; it ends with the test at the latest. */
final class Child implements Part {
    private static final Duration READY_LIMIT = Duration.ofSeconds(180);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
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

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        launch(command);
    }

    @Override
    public void startWith(String option) {
        var armed = new ArrayList<>(command);
        armed.add(1, option);
        launch(armed);
    }

    private void launch(List<String> line) {
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException refused) {
            throw new UncheckedIOException(name + " cannot be started", refused);
        }
    }

    @Override
    public void awaitReady() {
        await(name + " is ready; its log is " + log).atMost(READY_LIMIT).until(this::isReady);
    }

    @Override
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void pause() {
        Signal.STOP.to(process.toHandle());
    }

    @Override
    public void resume() {
        Signal.CONT.to(process.toHandle());
    }

    @Override
    public boolean lives() {
        return process != null && process.isAlive();
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError(name + " has ended by itself; its log is " + log);
        }
        try {
            var question =
                    HttpRequest.newBuilder(readiness).timeout(ANSWER_LIMIT).build();
            return HTTP.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
