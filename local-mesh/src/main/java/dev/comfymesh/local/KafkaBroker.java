package dev.comfymesh.local;

import dev.comfymesh.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A Kafka broker as a child process on its own classpath; it listens on loopback only and keeps its log in its directory. */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final String CLUSTER_ID = "comfymesh-local-mesh-0";

    private final Process process;
    private final Path directory;
    private final int port;
    private final Thread closer;

    private KafkaBroker(Process process, Path directory, int port, Thread closer) {
        this.process = process;
        this.directory = directory;
        this.port = port;
        this.closer = closer;
    }

    /**
     * Starts the broker and waits until it answers; topics and records of an earlier run are there again. A broker that an
     * owner left behind in this directory is ended first.
     */
    public static KafkaBroker start(Path directory, int port) {
        endOrphan(directory);
        var closer = new Thread(() -> endOrphan(directory), "kafka-closer");
        Runtime.getRuntime().addShutdownHook(closer);
        var log = directory.resolve("log");
        var settings = directory.resolve("server.properties");
        write(settings, new BrokerSettings(log, port, Port.free().number()).properties());
        if (!Files.exists(log.resolve("meta.properties"))) {
            format(directory, settings);
        }
        var process = launch(directory, "kafka.Kafka", settings.toString());
        var broker = new KafkaBroker(process, directory, port, closer);
        broker.awaitAnswer();
        return broker;
    }

    /** Ends the broker that a killed owner left behind in this directory, if there is one. */
    public static void endOrphan(Path directory) {
        pidFile(directory).process().ifPresent(orphan -> Ending.of(orphan, STOP_LIMIT));
        pidFile(directory).delete();
    }

    /** The address for {@code bootstrap.servers}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Creates those topics that are missing; the others stay as they are. */
    public void createTopics(Collection<Topic> topics) {
        new Topics(address()).create(topics);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(closer);
        endOrphan(directory);
    }

    /** Runs a broker with all topics of the mesh until this process is asked to end. Arguments: directory and port. */
    public static void main(String[] arguments) throws InterruptedException {
        var broker = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        broker.createTopics(Topic.ALL);
        System.out.println("Kafka answers at " + broker.address());
        System.exit(broker.process.waitFor());
    }

    private void awaitAnswer() {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!new Port(port).answers()) {
            if (Ending.comesWithin(process.toHandle(), BETWEEN_LOOKS)) {
                throw failed("ended during its start", directory);
            }
            if (System.nanoTime() > deadline) {
                close();
                throw failed("does not answer after " + START_LIMIT.toSeconds() + " s", directory);
            }
        }
    }

    private static void format(Path directory, Path settings) {
        var formatter = launch(
                directory,
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                CLUSTER_ID,
                "--config",
                settings.toString());
        if (exitCode(formatter) != 0) {
            throw failed("could not format its storage", directory);
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the Kafka storage is formatted", interrupted);
        }
    }

    private static IllegalStateException failed(String how, Path directory) {
        return new IllegalStateException("the Kafka broker " + how + ", see " + directory.resolve("broker.log"));
    }

    private static Process launch(Path directory, String mainClass, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp",
                BrokerClasspath.read(),
                mainClass));
        command.addAll(List.of(arguments));
        var log =
                ProcessBuilder.Redirect.appendTo(directory.resolve("broker.log").toFile());
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            pidFile(directory).write(process.toHandle());
            return process;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static PidFile pidFile(Path directory) {
        return new PidFile(directory.resolve("broker.pid"));
    }
}
