package dev.comfymesh.executor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A node agent in a process of its own, as it runs beside a node. */
final class AgentProcess implements AutoCloseable {
    private static final Path LOG = Path.of("target", "agent.log");

    private final Process process;

    private AgentProcess(Process process) {
        this.process = process;
    }

    static AgentProcess start(URI mesh, String target, Path models) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.comfymesh.agent.NodeAgent",
                        "--mesh",
                        mesh.toString(),
                        "--target",
                        target,
                        "--models",
                        models.toString(),
                        "--keep-free",
                        "1M")
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        builder.environment().put("COMFYMESH_AGENT_TOKEN", "test-agent");
        return new AgentProcess(builder.start());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
