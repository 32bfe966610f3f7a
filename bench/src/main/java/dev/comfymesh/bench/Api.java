package dev.comfymesh.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A client of the mesh, and of the nodes behind it: the same graph either way. */
final class Api {
    static final String KEY = "cmk_bench0123456789abcdefghijklmnopqrstuvwxyz0123";
    static final String OPERATOR_TOKEN = "bench";

    private static final long CAP_MICROS = 1000;

    private final Client client;
    private final BenchMesh mesh;
    private final ObjectNode graph = graph();
    private final AtomicLong seeds = new AtomicLong(1);

    Api(Client client, BenchMesh mesh) {
        this.client = client;
        this.mesh = mesh;
    }

    /** The same with another prompt, so that nothing learned of the first counts. */
    void changePrompt(String text) {
        ((ObjectNode) graph.at("/2/inputs")).put("text", text);
    }

    /** How many steps a run takes from now on. */
    void steps(int count) {
        ((ObjectNode) graph.at("/5/inputs")).put("steps", count);
    }

    /** Submits a job; answers its id once it is accepted. */
    Future<UUID> submit(int candidates) {
        var job = Client.JSON.createObjectNode();
        job.putObject("workflow").set("graph", graph);
        job.putObject("pool")
                .put("candidates", candidates)
                .put("maxCandidates", candidates)
                .put("deliver", 1)
                .put("profile", "lenient");
        job.put("seed", seeds.incrementAndGet()).put("capMicros", CAP_MICROS);
        var headers = Map.of(
                "Authorization",
                "Bearer " + KEY,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        return client.post(mesh.url("ingest", "/v1/jobs"), headers, Client.text(job))
                .map(answer -> UUID.fromString(Client.json(answer).get("id").asText()));
    }

    /** Posts the graph straight to a node; answers the id of the run. */
    Future<UUID> prompt(URI node) {
        var id = UUID.randomUUID();
        var seeded = graph.deepCopy();
        ((ObjectNode) seeded.at("/5/inputs")).put("seed", seeds.incrementAndGet());
        var prompt = Client.JSON.createObjectNode().put("prompt_id", id.toString());
        prompt.set("prompt", seeded);
        return client.post(node.resolve("/prompt"), Map.of(), Client.text(prompt))
                .map(_ -> id);
    }

    void stepMillis(String node, int millis) {
        Client.await(
                client.post(mesh.url(node, "/simulator/knobs"), Map.of(), "{\"stepMillis\": %d}".formatted(millis)));
    }

    void cordon(String target) {
        Client.await(client.post(
                mesh.url("router", "/v1/targets/" + target + "/cordon"),
                Map.of("Authorization", "Bearer " + OPERATOR_TOKEN),
                ""));
    }

    /** What all nodes saw. */
    Witness witness() {
        return Witness.read(mesh.nodes().stream()
                .map(node -> Client.await(client.read(mesh.url(node, "/simulator/witness")))
                        .toString())
                .toList());
    }

    List<URI> nodeUrls() {
        return mesh.nodes().stream().map(node -> mesh.url(node, "/")).toList();
    }

    private static ObjectNode graph() {
        try (var file = Objects.requireNonNull(Api.class.getResourceAsStream("/graph.json"))) {
            return (ObjectNode) Client.JSON.readTree(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
