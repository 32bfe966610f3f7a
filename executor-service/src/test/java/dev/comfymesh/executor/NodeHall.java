package dev.comfymesh.executor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Simulated nodes in one process of their own, which halts if its only node dies. */
final class NodeHall implements AutoCloseable {
    private static final String NAME = "node";

    private final Process process;
    private final List<NodeControl> nodes;

    private NodeHall(Process process, List<NodeControl> nodes) {
        this.process = process;
        this.nodes = nodes;
    }

    /** Starts so many nodes whose samplers take no time, with these options of the simulator's besides. */
    static NodeHall of(int count, String... options) {
        try {
            var directory = Files.createTempDirectory(Path.of("target"), "nodes-");
            var process = new ProcessBuilder(command(count, directory, options))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new NodeHall(process, nodes(process, count, directory));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A node that no test had before, whose sampler takes this long for each step; one process has those of all tests. */
    static NodeControl node(int stepMillis) {
        return Shared.next().steppingEvery(stepMillis);
    }

    List<NodeControl> nodes() {
        return nodes;
    }

    boolean dead() {
        return !process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static List<String> command(int count, Path directory, String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.comfymesh.simulator.Simulator",
                "--port",
                "0",
                "--name",
                NAME,
                "--nodes",
                Integer.toString(count),
                "--step-millis",
                "0",
                "--directory",
                directory.toString()));
        Collections.addAll(command, options);
        return command;
    }

    private static List<NodeControl> nodes(Process process, int count, Path directory) {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var urls = lines.lines()
                .filter(line -> line.startsWith("ready on "))
                .limit(count)
                .map(line -> line.substring("ready on ".length()))
                .toList();
        if (urls.size() < count) {
            throw new IllegalStateException("the nodes did not start");
        }
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new NodeControl(urls.get(i), count == 1 ? directory : directory.resolve(NAME + "-" + (i + 1))))
                .toList();
    }

    /** Started by the first who asks; it ends with the JVM. */
    private static final class Shared {
        private static final int NODES = 48;
        private static final NodeHall HALL = NodeHall.of(NODES);
        private static final AtomicInteger TAKEN = new AtomicInteger();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(HALL::close));
        }

        static NodeControl next() {
            return HALL.nodes().get(TAKEN.getAndIncrement());
        }
    }
}
