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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The whole mesh as separate processes on ports of its own: broker, PostgreSQL, the four services and simulated nodes. */
final class MeshUnderTest implements AutoCloseable {
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");
    private static final String LOOPBACK = "127.0.0.1";
    private static final String OPERATOR_TOKEN = "system-test";
    private static final Path ROOT = Path.of(System.getProperty(
            "mesh.built", Path.of("").toAbsolutePath().getParent().toString()));
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> SERVICES = List.of("ingest", "router", "executor", "scoring");
    private static final String FLEET = "sim";
    // Nothing would be in the ledger of nodes that cost nothing.
    private static final String MICROS_PER_HOUR = "360000";

    private final Path directory =
            Path.of("target", "mesh", UUID.randomUUID().toString()).toAbsolutePath();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Set<String> resting = new HashSet<>();
    private final List<String> nodes;
    private final Map<String, List<String>> options;
    private final Path history = directory.resolve("history.jsonl");
    private final ClientHistory clients = new ClientHistory(history);
    private final AgentJar agent = AgentJar.in(directory);
    private final List<ProviderStub> providers = new ArrayList<>();

    private MeshUnderTest(List<String> nodes, Map<String, List<String>> options) {
        KAFKA_LOG.setLevel(Level.WARNING);
        this.nodes = List.copyOf(nodes);
        this.options = Map.copyOf(options);
        Stream.of("kafka", "postgres").forEach(name -> ports.put(name, unusedPorts(1)));
        add(Server.postgres(directory.resolve("postgres"), ports.get("postgres")));
        add(Server.kafka(directory.resolve("kafka"), ports.get("kafka")));
    }

    /**
     * Starts everything, with two nodes, and waits until all of it can be used; a second {@code executor} is called
     * {@code executor-b}.
     */
    static MeshUnderTest start(int stepMillis, String... replicas) {
        return start(stepMillis, Map.of(), replicas);
    }

    /** The same with options for the Java virtual machines of some services, with which these start each time. */
    static MeshUnderTest start(int stepMillis, Map<String, List<String>> options, String... replicas) {
        var mesh = new MeshUnderTest(List.of("sim-a", "sim-b"), options);
        mesh.nodes.forEach(name -> mesh.ports.put(name, unusedPorts(1)));
        mesh.nodes.forEach(name -> mesh.add(mesh.node(name, 1, stepMillis)));
        mesh.startWith(Stream.of(replicas));
        return mesh;
    }

    /** The same with as many nodes, all of one process; the replicas rest until they are woken. */
    static MeshUnderTest withFleet(int size, int stepMillis, String... replicas) {
        var mesh = new MeshUnderTest(
                IntStream.rangeClosed(1, size)
                        .mapToObj(number -> FLEET + "-" + number)
                        .toList(),
                Map.of());
        var first = unusedPorts(size);
        mesh.ports.put(FLEET, first);
        mesh.nodes.forEach(name -> mesh.ports.put(name, first + mesh.nodes.indexOf(name)));
        mesh.add(mesh.node(FLEET, size, stepMillis));
        mesh.resting.addAll(List.of(replicas));
        mesh.startWith(Stream.of(replicas));
        return mesh;
    }

    /** The same as {@link #start} with two accounts at stand-ins for providers: {@code runpod} and {@code fal}. */
    static MeshUnderTest withProviders(int stepMillis) {
        var mesh = new MeshUnderTest(List.of("sim-a", "sim-b"), Map.of());
        mesh.nodes.forEach(name -> mesh.ports.put(name, unusedPorts(1)));
        mesh.nodes.forEach(name -> mesh.add(mesh.node(name, 1, stepMillis)));
        mesh.ports.put(ProviderStub.PROCESS, unusedPorts(ProviderStub.KINDS));
        mesh.providers.addAll(ProviderStub.from(mesh.url(ProviderStub.PROCESS)));
        mesh.add(mesh.standIns());
        mesh.startWith(Stream.of());
        return mesh;
    }

    private void startWith(Stream<String> replicas) {
        var services = Stream.concat(SERVICES.stream(), replicas).toList();
        services.forEach(name -> ports.put(name, unusedPorts(1)));
        services.forEach(name -> add(service(name)));
        heal();
        TenantKey.NARROW.moveIn(address("postgres"));
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
                nodes.stream().map(this::url).toList(),
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

    String operatorToken() {
        return OPERATOR_TOKEN;
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
        return nodes.stream().map(name -> new Node(url(name))).toList();
    }

    /** The accounts with providers; none in most meshes. */
    List<ProviderStub> providers() {
        return List.copyOf(providers);
    }

    ProviderStub provider(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Ends a service and has it back, once with an option for its Java virtual machine. */
    void restartWith(String service, String option) {
        restartWith(Map.of(service, option));
    }

    /** The same with several services at once, each with an option of its own. */
    void restartWith(Map<String, String> optionsOnce) {
        optionsOnce.keySet().forEach(service -> part(service).kill());
        optionsOnce.forEach((service, option) -> part(service).startWith(option));
        optionsOnce.keySet().forEach(service -> part(service).awaitReady());
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

    private Child node(String name, int count, int stepMillis) {
        var command = List.of(
                JAVA,
                count == 1 ? "-Xmx128m" : "-Xmx256m",
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
                "--nodes",
                Integer.toString(count),
                "--step-millis",
                Integer.toString(stepMillis));
        return new Child(name, command, Map.of(), url(name).resolve("/system_stats"), directory);
    }

    private Child standIns() {
        var command = List.of(
                JAVA,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-jar",
                ROOT.resolve("provider-stubs/target/provider-stubs-0.1.0-SNAPSHOT.jar")
                        .toString(),
                "--port",
                ports.get(ProviderStub.PROCESS).toString(),
                "--directory",
                directory.resolve(ProviderStub.PROCESS).toString());
        var readiness = url(ProviderStub.PROCESS).resolve("/stub/knobs");
        return new Child(ProviderStub.PROCESS, command, Map.of(), readiness, directory);
    }

    private Child service(String name) {
        var kind = name.replaceAll("-.*", "");
        var command = new ArrayList<>(List.of(JAVA, "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options.getOrDefault(name, List.of()));
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
        for (int index = 0; index < nodes.size(); index++) {
            environment.put("ROUTER_NODES_%d__ID".formatted(index), nodes.get(index));
            environment.put(
                    "ROUTER_NODES_%d__URL".formatted(index),
                    url(nodes.get(index)).toString());
            environment.put("ROUTER_NODES_%d__MICROS_PER_HOUR".formatted(index), MICROS_PER_HOUR);
        }
        for (int index = 0; index < providers.size(); index++) {
            environment.putAll(providers.get(index).environment(index));
        }
        if (!providers.isEmpty()) {
            environment.put("EXECUTOR_PUBLIC_URL", url(name).toString());
            environment.put("EXECUTOR_HOOKS_SECRET", "system-test");
            environment.put("EXECUTOR_HOOKS_FAL_KEYS", provider("fal").url() + "/.well-known/jwks.json");
        }
        return environment;
    }

    /** The first of so many in a row, below those that the system gives to clients: nobody may take a port while its part is down. */
    private static int unusedPorts(int count) {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_000))
                .limit(100)
                .filter(first -> IntStream.range(first, first + count).allMatch(MeshUnderTest::isUnused))
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(new IOException("no port is free")));
    }

    private static boolean isUnused(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral(LOOPBACK))) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
