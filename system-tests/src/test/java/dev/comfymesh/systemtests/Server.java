package dev.comfymesh.systemtests;

import dev.comfymesh.contracts.Topic;
import dev.comfymesh.local.KafkaBroker;
import dev.comfymesh.local.PidFile;
import dev.comfymesh.local.PostgresServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The broker or the database of one mesh under test, which nothing else uses; what they have stored outlives a kill. */
final class Server implements Part {
    private final String name;
    private final Runnable starting;
    private final Supplier<Optional<ProcessHandle>> process;
    private final Runnable afterDeath;

    private Server(String name, Runnable starting, Supplier<Optional<ProcessHandle>> process, Runnable afterDeath) {
        this.name = name;
        this.starting = starting;
        this.process = process;
        this.afterDeath = afterDeath;
    }

    static Server kafka(Path directory, int port) {
        return new Server(
                "kafka",
                () -> KafkaBroker.start(directory, port).createTopics(Topic.ALL),
                () -> new PidFile(directory.resolve("broker.pid")).process(),
                () -> {});
    }

    static Server postgres(Path directory, int port) {
        var running = new AtomicReference<PostgresServer>();
        return new Server(
                "postgres",
                () -> running.set(PostgresServer.start(directory, port)),
                () -> PostgresServer.process(directory),
                // This process keeps the directory locked until it lets go of the server.
                () -> running.getAndSet(null).close());
    }

    @Override
    public String name() {
        return name;
    }

    /** Returns once it answers. */
    @Override
    public void start() {
        starting.run();
    }

    @Override
    public void startWith(String option) {
        throw new UnsupportedOperationException(name + " takes no options");
    }

    @Override
    public void awaitReady() {
        // It was ready when it had started.
    }

    /** With all that it has started: no second server may meet what the first left running. */
    @Override
    public void kill() {
        process.get().ifPresent(server -> {
            var children = server.descendants().toList();
            server.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            children.forEach(child -> child.onExit().join());
            server.onExit().join();
            afterDeath.run();
        });
    }

    @Override
    public void pause() {
        process.get().ifPresent(Signal.STOP::to);
    }

    @Override
    public void resume() {
        process.get().ifPresent(Signal.CONT::to);
    }

    @Override
    public boolean lives() {
        return process.get().isPresent();
    }
}
