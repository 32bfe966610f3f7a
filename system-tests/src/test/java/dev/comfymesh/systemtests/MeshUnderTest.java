package dev.comfymesh.systemtests;

import dev.comfymesh.local.Port;
import dev.comfymesh.testkit.Servers;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The whole mesh as separate processes on free ports: broker, PostgreSQL, the four services and two simulated nodes. */
final class MeshUnderTest implements AutoCloseable {
    static final String API_KEY = "cmk_systemtest0123456789abcdefghijklmnopqrstuvwx";

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> SERVICES = List.of("ingest", "router", "executor", "scoring");

    private final Path directory =
            Path.of("target", "mesh", UUID.randomUUID().toString()).toAbsolutePath();
    private final Map<String, Child> children = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final List<String> nodes = List.of("sim-a", "sim-b");

    /** Starts everything and waits until all of it can be used. */
    static MeshUnderTest start(int stepMillis) {
        var mesh = new MeshUnderTest();
        Stream.concat(SERVICES.stream(), mesh.nodes.stream())
                .forEach(name -> mesh.ports.put(name, Port.free().number()));
        mesh.nodes.forEach(name -> mesh.children.put(name, mesh.node(name, stepMillis)));
        SERVICES.forEach(name -> mesh.children.put(name, mesh.service(name)));
        mesh.children.values().forEach(Child::start);
        mesh.children.values().forEach(Child::awaitReady);
        return mesh;
    }

    Child child(String name) {
        return children.get(name);
    }

    URI url(String name) {
        return URI.create("http://127.0.0.1:" + ports.get(name));
    }

    List<URI> nodeUrls() {
        return nodes.stream().map(this::url).toList();
    }

    @Override
    public void close() {
        children.values().forEach(Child::kill);
    }

    private Child node(String name, int stepMillis) {
        var command = List.of(
                JAVA,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-jar",
                ROOT.resolve("comfyui-simulator/target/comfyui-simulator-0.1.0-SNAPSHOT.jar")
                        .toString(),
                "--port",
                ports.get(name).toString(),
                "--directory",
                directory.resolve(name).toString(),
                "--name",
                name,
                "--step-millis",
                Integer.toString(stepMillis));
        return new Child(name, command, Map.of(), url(name).resolve("/system_stats"), directory);
    }

    private Child service(String name) {
        var command = new ArrayList<>(List.of(JAVA, "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dquarkus.http.port=" + ports.get(name));
        command.add("-jar");
        command.add(ROOT.resolve(name + "-service/target/quarkus-app/quarkus-run.jar")
                .toString());
        return new Child(name, command, environment(name), url(name).resolve("/q/health/ready"), directory);
    }

    private Map<String, String> environment(String name) {
        var servers = Servers.shared();
        var environment = new HashMap<String, String>();
        environment.put("COMFYMESH_POSTGRES", servers.postgres());
        environment.put("COMFYMESH_KAFKA", servers.kafka());
        environment.put("COMFYMESH_OBJECTS", directory.resolve("objects").toString());
        environment.put("COMFYMESH_OPERATOR_TOKEN", "system-test");
        environment.put("COMFYMESH_INSTANCE", name + "-1");
        environment.put("INGEST_BOOTSTRAP_API_KEY", API_KEY);
        for (int index = 0; index < nodes.size(); index++) {
            environment.put("ROUTER_NODES_%d__ID".formatted(index), nodes.get(index));
            environment.put(
                    "ROUTER_NODES_%d__URL".formatted(index),
                    url(nodes.get(index)).toString());
        }
        return environment;
    }
}
