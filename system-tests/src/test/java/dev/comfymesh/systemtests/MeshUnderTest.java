package dev.comfymesh.systemtests;

import dev.comfymesh.systemtests.agent.AgentJar;
import dev.comfymesh.testkit.check.ClientHistory;
import dev.comfymesh.testkit.check.Doors;
import dev.comfymesh.testkit.check.MeshAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The whole mesh as separate processes on ports of its own: broker, PostgreSQL, the four services and two simulated nodes. */
final class MeshUnderTest implements AutoCloseable {
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");
    private static final String LOOPBACK = "127.0.0.1";
    private static final String OPERATOR_TOKEN = "system-test";
    private static final Path ROOT = Path.of(System.getProperty(
            "mesh.built", Path.of("").toAbsolutePath().getParent().toString()));
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> SERVICES = List.of("ingest", "router", "executor", "scoring");
    private static final List<String> NODES = List.of("sim-a", "sim-b");

    private final Path directory =
            Path.of("target", "mesh", UUID.randomUUID().toString()).toAbsolutePath();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Set<String> resting = new HashSet<>();
    private final Path history = directory.resolve("history.jsonl");
    private final ClientHistory clients = new ClientHistory(history);
    private final AgentJar agent = AgentJar.in(directory);

    private MeshUnderTest() {
        KAFKA_LOG.setLevel(Level.WARNING);
    }

    /** Starts everything and waits until all of it can be used; a second {@code executor} is called {@code executor-b}. */
    static MeshUnderTest start(int stepMillis, String... replicas) {
        var mesh = new MeshUnderTest();
        var services = Stream.concat(SERVICES.stream(), Stream.of(replicas)).toList();
        Stream.of(List.of("kafka", "postgres"), NODES, services)
                .flatMap(Collection::stream)
                .forEach(name -> mesh.ports.put(name, unusedPort()));
        mesh.add(Server.postgres(mesh.directory.resolve("postgres"), mesh.ports.get("postgres")));
        mesh.add(Server.kafka(mesh.directory.resolve("kafka"), mesh.ports.get("kafka")));
        NODES.forEach(name -> mesh.add(mesh.node(name, stepMillis)));
        services.forEach(name -> mesh.add(mesh.service(name)));
        mesh.parts.values().forEach(Part::start);
        mesh.parts.values().forEach(Part::awaitReady);
        TenantKey.NARROW.moveIn(mesh.address("postgres"));
        return mesh;
    }

    Part part(String name) {
        return parts.get(name);
    }

    Collection<Part> parts() {
        return parts.values();
    }

    URI url(String name) {
        return URI.create("http://%s:%d".formatted(LOOPBACK, ports.get(name)));
    }

    MeshAddress address() {
        return new MeshAddress(
                address("postgres"),
                address("kafka"),
                directory.resolve("objects"),
                NODES.stream().map(this::url).toList(),
                new Doors(
                        url("ingest"),
                        url("router"),
                        OPERATOR_TOKEN,
                        Map.of(
                                TenantKey.LOCAL.tenant(), TenantKey.LOCAL.secret(),
                                TenantKey.NARROW.tenant(), TenantKey.NARROW.secret()),
                        history));
    }

    /** The API as this tenant uses it. */
    Api api(TenantKey tenant) {
        return new Api(url("ingest"), tenant, clients);
    }

    /** What brings kill points and bugs into processes of this mesh. */
    AgentJar agent() {
        return agent;
    }

    /** All that a part has written since the mesh was started. */
    String log(String part) {
        try {
            return Files.readString(directory.resolve(part + ".log"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The nodes that it runs on. */
    List<Node> nodes() {
        return NODES.stream().map(name -> new Node(url(name))).toList();
    }

    /** Ends a service and has it back, once with an option for its Java virtual machine. */
    void restartWith(String service, String option) {
        part(service).kill();
        part(service).startWith(option);
        part(service).awaitReady();
    }

    /** As a supervisor does: starts what has ended by itself, and answers what that was. */
    List<String> revive() {
        var ended = parts.values().stream()
                .filter(part -> !part.lives() && !resting.contains(part.name()))
                .toList();
        ended.forEach(Part::start);
        return ended.stream().map(Part::name).toList();
    }

    /** Returns once everything can be used. */
    void heal() {
        revive();
        parts.values().stream().filter(part -> !resting.contains(part.name())).forEach(Part::awaitReady);
    }

    /** Ends a part that is not to be there until it is woken. */
    void rest(String name) {
        resting.add(name);
        part(name).kill();
    }

    void wake(String name) {
        resting.remove(name);
        part(name).start();
        part(name).awaitReady();
    }

    @Override
    public void close() {
        new ArrayList<>(parts.values()).reversed().forEach(Part::kill);
    }

    private void add(Part part) {
        parts.put(part.name(), part);
    }

    private String address(String server) {
        return LOOPBACK + ":" + ports.get(server);
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
        var kind = name.replaceAll("-.*", "");
        var command = new ArrayList<>(List.of(JAVA, "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dquarkus.http.port=" + ports.get(name));
        command.add("-jar");
        command.add(ROOT.resolve(kind + "-service/target/quarkus-app/quarkus-run.jar")
                .toString());
        return new Child(name, command, environment(name), url(name).resolve("/q/health/ready"), directory);
    }

    private Map<String, String> environment(String name) {
        var environment = new HashMap<String, String>();
        environment.put("COMFYMESH_POSTGRES", address("postgres"));
        environment.put("COMFYMESH_KAFKA", address("kafka"));
        environment.put("COMFYMESH_OBJECTS", directory.resolve("objects").toString());
        environment.put("COMFYMESH_OPERATOR_TOKEN", OPERATOR_TOKEN);
        environment.put("COMFYMESH_INSTANCE", name + "-1");
        environment.put("INGEST_BOOTSTRAP_API_KEY", TenantKey.LOCAL.secret());
        for (int index = 0; index < NODES.size(); index++) {
            environment.put("ROUTER_NODES_%d__ID".formatted(index), NODES.get(index));
            environment.put(
                    "ROUTER_NODES_%d__URL".formatted(index),
                    url(NODES.get(index)).toString());
        }
        return environment;
    }

    /** Below those that the system gives to clients: while a part is down, nobody may take its port. */
    private static int unusedPort() {
        for (int tries = 0; tries < 100; tries++) {
            var port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(LOOPBACK))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new UncheckedIOException(new IOException("no port is free"));
    }
}
