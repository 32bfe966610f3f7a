package dev.comfymesh.testkit.check;

import dev.comfymesh.local.Port;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Checks a mesh on this machine: prints each invariant and what violates it; the exit code is 1 if something does. It is the
 * mesh of {@code ./mesh up} where the services' own settings do not name another.
 */
public final class Check {
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");
    private static final URI INGEST = URI.create("http://127.0.0.1:8080");
    private static final URI ROUTER = URI.create("http://127.0.0.1:8081");
    private static final List<URI> SIMULATORS =
            List.of(URI.create("http://127.0.0.1:8288"), URI.create("http://127.0.0.1:8289"));

    private Check() {}

    public static void main(String[] arguments) {
        KAFKA_LOG.setLevel(Level.WARNING);
        var mesh = mesh();
        if (!answers(mesh.postgres()) || !answers(mesh.kafka())) {
            System.err.println("there is no mesh to check: run ./mesh up first");
            System.exit(1);
        }
        var report = Checker.of(mesh).report(Set.of());
        report.lines().forEach(System.out::println);
        System.exit(report.violations().isEmpty() ? 0 : 1);
    }

    private static boolean answers(String address) {
        return new Port(URI.create("tcp://" + address).getPort()).answers();
    }

    private static MeshAddress mesh() {
        var state =
                Path.of(System.getProperty("mesh.root", "")).toAbsolutePath().resolve(".mesh");
        return new MeshAddress(
                System.getProperty("comfymesh.postgres", "127.0.0.1:15432"),
                System.getProperty("comfymesh.kafka", "127.0.0.1:19092"),
                Path.of(System.getProperty(
                        "comfymesh.objects", state.resolve("objects").toString())),
                SIMULATORS.stream()
                        .filter(node -> new Port(node.getPort()).answers())
                        .toList(),
                new Doors(
                        INGEST,
                        ROUTER,
                        secret(state.resolve("operator-token")),
                        Map.of("local", secret(state.resolve("api-key"))),
                        null));
    }

    /** Empty where it is not kept: then nothing is shown to who asks with it. */
    private static String secret(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException missing) {
            return "";
        }
    }
}
