package dev.comfymesh.bench;

import dev.comfymesh.contracts.Topic;
import dev.comfymesh.local.JvmFlags;
import dev.comfymesh.local.KafkaBroker;
import dev.comfymesh.local.Port;
import dev.comfymesh.local.PostgresServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * A whole mesh of separate processes on free ports, with the flags and settings of a local mesh. Closing it stops
 * everything and removes what it stored.
 */
final class BenchMesh implements AutoCloseable {
    static final List<String> SERVICES = List.of("ingest", "router", "executor", "scoring");

    private final Directory directory;
    private final KafkaBroker kafka;
    private final PostgresServer postgres;
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final Map<String, URI> urls = new LinkedHashMap<>();
    private final List<String> nodes;
    private final Duration readyTime;

    /** Starts everything and waits until all of it can be used. */
    BenchMesh(Setup setup) {
        var begin = System.nanoTime();
        directory = Directory.temporary();
        nodes = IntStream.range(0, setup.nodes()).mapToObj(n -> "sim-" + n).toList();
        SERVICES.forEach(name -> urls.put(name, url(Port.free().number())));
        startNodes(setup);
        var ground = CompletableFuture.supplyAsync(
                () -> KafkaBroker.start(directory.of("kafka"), Port.free().number()));
        postgres = PostgresServer.start(directory.of("postgres"), Port.free().number());
        kafka = ground.join();
        kafka.createTopics(Topic.ALL);
        SERVICES.forEach(name -> children.put(name, service(name, setup)));
        children.values().forEach(Child::awaitReady);
        readyTime = Duration.ofNanos(System.nanoTime() - begin);
    }

    Duration readyTime() {
        return readyTime;
    }

    List<String> nodes() {
        return nodes;
    }

    URI url(String name, String path) {
        return Objects.requireNonNull(urls.get(name), name).resolve(path);
    }

    String kafka() {
        return kafka.address();
    }

    Tables tables() {
        return new Tables(postgres.address());
    }

    Processes service(String name) {
        return new Processes(List.of(handle(name)));
    }

    Processes services() {
        return new Processes(SERVICES.stream().map(this::handle).toList());
    }

    private ProcessHandle handle(String name) {
        return Objects.requireNonNull(children.get(name), name).process().toHandle();
    }

    private String port(String name) {
        return Integer.toString(url(name, "").getPort());
    }

    /** PostgreSQL's server; each of its connections is a process too. */
    Processes postgres() {
        return new Processes(
                List.of(PostgresServer.process(directory.of("postgres")).orElseThrow()));
    }

    @Override
    public void close() {
        children.values().forEach(Child::close);
        kafka.close();
        postgres.close();
        directory.delete();
    }

    private void startNodes(Setup setup) {
        if (setup.together()) {
            var first = FreePorts.inARow(nodes.size());
            IntStream.range(0, nodes.size()).forEach(n -> urls.put(nodes.get(n), url(first + n)));
            children.put("nodes", node("sim", first, nodes.size(), nodes.getLast()));
            return;
        }
        nodes.forEach(name -> urls.put(name, url(Port.free().number())));
        nodes.forEach(name -> children.put(name, node(name, url(name, "").getPort(), 1, name)));
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private Child node(String name, int firstPort, int count, String last) {
        var command = List.of(
                Install.JAVA,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Install.simulator().toString(),
                "--port",
                Integer.toString(firstPort),
                "--nodes",
                Integer.toString(count),
                "--directory",
                directory.of(name).toString(),
                "--name",
                name,
                "--step-millis",
                "0");
        return Child.start(name, command, Map.of(), url(last, "/system_stats"), directory.path());
    }

    private Child service(String name, Setup setup) {
        var heapMib = setup.heapsOnOneCore().get(name);
        var command = new ArrayList<>(heapMib == null ? List.of() : Machine.onOneCore());
        command.add(Install.JAVA);
        command.addAll(JvmFlags.ofService(name));
        if (heapMib != null) {
            command.add("-Xmx%dm".formatted(heapMib)); // the last one counts
        }
        command.add("-Dquarkus.http.port=" + port(name));
        command.add("-jar");
        command.add(Install.service(name).toString());
        return Child.start(name, command, environment(name, setup), url(name, "/q/health/ready"), directory.path());
    }

    private Map<String, String> environment(String name, Setup setup) {
        var environment = new LinkedHashMap<>(setup.settings());
        environment.put("COMFYMESH_POSTGRES", postgres.address());
        environment.put("COMFYMESH_KAFKA", kafka.address());
        environment.put("COMFYMESH_OBJECTS", directory.of("objects").toString());
        environment.put("COMFYMESH_OPERATOR_TOKEN", Api.OPERATOR_TOKEN);
        environment.put("COMFYMESH_INSTANCE", name + "-1");
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("INGEST_BOOTSTRAP_API_KEY", Api.KEY);
        var targets = nodes.size() * setup.targetsPerNode();
        for (int index = 0; index < targets; index++) {
            environment.put("ROUTER_NODES_%d__ID".formatted(index), "target-" + index);
            environment.put("ROUTER_NODES_%d__URL".formatted(index), nodeOf(index));
        }
        return environment;
    }

    private String nodeOf(int target) {
        return url(nodes.get(target % nodes.size()), "").toString();
    }

    /** Where the mesh was built. */
    private static final class Install {
        static final String JAVA =
                Path.of(System.getProperty("java.home"), "bin", "java").toString();

        static Path simulator() {
            return Machine.root().resolve("comfyui-simulator/target/comfyui-simulator-0.1.0-SNAPSHOT.jar");
        }

        static Path service(String name) {
            return Machine.root().resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
        }
    }
}
