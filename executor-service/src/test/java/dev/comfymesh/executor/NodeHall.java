package dev.comfymesh.executor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Many simulated nodes in one process of their own. */
final class NodeHall implements AutoCloseable {
    private final Process process;
    private final List<NodeControl> nodes;

    private NodeHall(Process process, List<NodeControl> nodes) {
        this.process = process;
        this.nodes = nodes;
    }

    /** Starts so many nodes whose samplers take no time. */
    static NodeHall of(int count) {
        try {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx256m",
                            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.comfymesh.simulator.Simulator",
                            "--port",
                            "0",
                            "--nodes",
                            Integer.toString(count),
                            "--step-millis",
                            "0",
                            "--directory",
                            Files.createTempDirectory(Path.of("target"), "nodes-")
                                    .toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new NodeHall(process, addresses(process, count));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    List<NodeControl> nodes() {
        return nodes;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static List<NodeControl> addresses(Process process, int count) {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var nodes = lines.lines()
                .filter(line -> line.startsWith("ready on "))
                .limit(count)
                .map(line -> new NodeControl(line.substring("ready on ".length())))
                .toList();
        if (nodes.size() < count) {
            throw new IllegalStateException("the nodes did not start");
        }
        return nodes;
    }
}
