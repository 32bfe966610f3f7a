package dev.comfymesh.local.mesh;

import dev.comfymesh.local.JvmFlags;
import dev.comfymesh.local.KafkaBroker;
import dev.comfymesh.local.PostgresServer;
import dev.comfymesh.local.mesh.Component.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that a local mesh consists of, in the order in which it is shown: reading it shows how a mesh is put together. */
record Blueprint(Layout layout, Secrets secrets, List<Node> nodes, List<Provider> providers) {
    static final int KAFKA_PORT = 19092;
    static final int POSTGRES_PORT = 15432;
    static final String API_URL = Service.INGEST.url().toString();

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    List<Component> components() {
        var components = new ArrayList<Component>();
        components.add(server("kafka", KafkaBroker.class, KAFKA_PORT, layout.kafka(), Probe.kafka(KAFKA_PORT)));
        components.add(server(
                "postgres", PostgresServer.class, POSTGRES_PORT, layout.postgres(), Probe.postgres(POSTGRES_PORT)));
        nodes.stream().filter(Node::isSimulated).map(this::simulator).forEach(components::add);
        if (!providers.isEmpty()) {
            components.add(standIns());
        }
        components.add(service(Service.INGEST, ingestEnvironment()));
        components.add(service(Service.ROUTER, routerEnvironment()));
        components.add(service(Service.EXECUTOR, executorEnvironment()));
        components.add(service(Service.SCORING, scoringEnvironment()));
        return List.copyOf(components);
    }

    private Component server(String name, Class<?> main, int port, Path directory, Probe probe) {
        var command = List.of(
                JAVA,
                // Unpacking PostgreSQL for the first time takes most of it.
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dot.epg.working-dir=" + layout.state().resolve("postgres-binaries"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                directory.toString(),
                Integer.toString(port));
        return new Component(name, port, Stage.GROUND, command, Map.of(), probe);
    }

    private Component simulator(Node node) {
        var command = List.of(
                JAVA,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                layout.simulator().toString(),
                "--port",
                Integer.toString(node.port()),
                "--directory",
                layout.state().resolve("nodes").resolve(node.id()).toString(),
                "--name",
                node.id());
        return new Component(
                node.id(), node.port(), Stage.GROUND, command, Map.of(), Probe.http(node.url() + "/system_stats"));
    }

    private Component standIns() {
        var command = List.of(
                JAVA,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                layout.providerStubs().toString(),
                "--port",
                Integer.toString(Provider.FIRST_PORT),
                "--directory",
                layout.state().resolve("providers").toString());
        return new Component(
                "providers",
                Provider.FIRST_PORT,
                Stage.GROUND,
                command,
                Map.of(),
                Probe.http("http://127.0.0.1:" + Provider.FIRST_PORT + "/stub/knobs"));
    }

    private Component service(Service service, Map<String, String> own) {
        var name = service.label();
        var environment = new LinkedHashMap<>(own);
        environment.put("COMFYMESH_POSTGRES", "127.0.0.1:" + POSTGRES_PORT);
        environment.put("COMFYMESH_KAFKA", "127.0.0.1:" + KAFKA_PORT);
        environment.put("COMFYMESH_OBJECTS", layout.state().resolve("objects").toString());
        environment.put("COMFYMESH_OPERATOR_TOKEN", secrets.operatorToken());
        // The pid file sees to it that a name is started only when its last process is gone.
        environment.put("COMFYMESH_INSTANCE", name + "-1");
        // Fewer arenas of the C library: each holds on to memory that nobody uses.
        environment.put("MALLOC_ARENA_MAX", "2");
        var command = new ArrayList<>(List.of(JAVA));
        command.addAll(JvmFlags.ofService(name));
        command.addAll(List.of(
                "-Dquarkus.http.port=" + service.port(),
                "-jar",
                layout.service(name).toString()));
        var ready = Probe.http(service.url() + "/q/health/ready");
        return new Component(name, service.port(), Stage.SERVICE, command, environment, ready);
    }

    private Map<String, String> ingestEnvironment() {
        return Map.of(
                "INGEST_BOOTSTRAP_API_KEY", secrets.apiKey(), "INGEST_ARTIFACTS_SIGNING_KEY", secrets.signingKey());
    }

    private Map<String, String> routerEnvironment() {
        var environment = new LinkedHashMap<String, String>();
        for (int index = 0; index < nodes.size(); index++) {
            environment.put(
                    "ROUTER_NODES_%d__ID".formatted(index), nodes.get(index).id());
            environment.put(
                    "ROUTER_NODES_%d__URL".formatted(index), nodes.get(index).url());
        }
        for (int index = 0; index < providers.size(); index++) {
            var provider = providers.get(index);
            var account = "ROUTER_PROVIDERS_%d__".formatted(index);
            environment.put(account + "ID", provider.id());
            environment.put(account + "PROVIDER", provider.id());
            environment.put(account + "URL", provider.url());
            environment.put(account + "SLOTS", "3");
            provider.price().forEach((name, micros) -> environment.put(account + name, micros));
        }
        return environment;
    }

    private Map<String, String> scoringEnvironment() {
        var models = layout.state().resolve("models");
        return Map.of(
                "SCORING_MODELS_FOLDER", models.toString(),
                "SCORING_MODELS_CACHE", models.resolve("cache").toString());
    }

    private Map<String, String> executorEnvironment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("EXECUTOR_AGENT_TOKEN", secrets.agentToken());
        for (var provider : providers) {
            var account = "EXECUTOR_PROVIDERS__%s__".formatted(provider.id().toUpperCase(Locale.ROOT));
            environment.put(account + "KEY", "stand-in");
            provider.bill().forEach((name, value) -> environment.put(account + name, value));
        }
        if (!providers.isEmpty()) {
            environment.put("EXECUTOR_PUBLIC_URL", Service.EXECUTOR.url().toString());
            environment.put("EXECUTOR_HOOKS_SECRET", secrets.hookSecret());
            environment.put("EXECUTOR_HOOKS_FAL_KEYS", Provider.FAL_KEYS);
        }
        return environment;
    }
}
