package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import dev.comfymesh.testkit.SampleTargets;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class NodeAgentIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FactLog ingest = FactLog.as("ingest-service");
    private final FactLog router = FactLog.as("router-service");
    private final FactReader facts = FactReader.of(Topic.JOBS);
    private final FactReader observations = FactReader.of(Topic.OBSERVATIONS);
    private final String target = "node-" + UUID.randomUUID().toString().substring(0, 8);
    private final byte[] content = UUID.randomUUID().toString().repeat(10_000).getBytes(StandardCharsets.UTF_8);
    private final InputFile lora = new InputFile(
            "/models/loras/mine.safetensors",
            "t/acme/u/" + sha256(content),
            "application/octet-stream",
            content.length,
            sha256(content));

    @Inject
    ObjectStore objects;

    @TestHTTPResource
    URI service;

    @AfterEach
    void close() {
        router.forget(target);
        List.of(ingest, router).forEach(FactLog::close);
        List.of(facts, observations).forEach(FactReader::close);
    }

    @Test
    void placesAJobsModelAndTheJobRunsWithIt() throws IOException {
        objects.put(lora.key(), content).await().atMost(PATIENCE);
        var node = NodeHall.node(1);
        var loras = node.models("loras");
        router.define(SampleTargets.aNode(target, node.url()));
        try (var agent = AgentProcess.start(service, target, loras.getParent())) {
            var empty = observed(seen -> seen.files() != null);
            assertThat(empty.files()).isEmpty();
            assertThat(empty.freeDiskBytes()).isPositive();

            var job = Restated.runnableJob();
            useLora(job.accepted().graph());
            ingest.state(job.tenantId(), withLora(job));
            observed(seen -> seen.files() != null && seen.files().contains(lora.sha256()));
            assertThat(loras.resolve("cm-" + lora.sha256() + ".safetensors")).hasBinaryContent(content);

            var attempt = Restated.withDigest(job.attempt(1).on(target), digest(job));
            router.state(job.tenantId(), attempt.assigned());
            facts.await(job.id(), AttemptSucceeded.class);
            assertThat(new OperatorRequests(service, MeshResource.OPERATOR_TOKEN).read("v1/agents"))
                    .contains(target, lora.sha256());
        }
    }

    @Test
    void givesOrdersAndContentToAgentsAlone() throws Exception {
        objects.put(lora.key(), content).await().atMost(PATIENCE);
        var file = "/files/" + lora.sha256();
        assertThat(answer(target, file, "Authorization", "Bearer test-agent").statusCode())
                .isEqualTo(404);

        var job = Restated.runnableJob();
        ingest.state(job.tenantId(), withLora(job));

        await().atMost(PATIENCE)
                .until(() -> answer(target, file, "Authorization", "Bearer test-agent")
                                .statusCode()
                        == 200);
        var rest = answer(target, file, "Authorization", "Bearer test-agent", "Range", "bytes=359000-");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(new String(content, 359_000, 1_000, StandardCharsets.UTF_8));
        assertThat(answer(target, file).statusCode()).isEqualTo(401);
        assertThat(answer("apart", file, "Authorization", "Bearer test-agent").statusCode())
                .isEqualTo(401);
        assertThat(answer("apart", file, "Authorization", "Bearer test-apart").statusCode())
                .isEqualTo(200);

        await().atMost(PATIENCE)
                .until(() -> answer(target, "/orders", "Authorization", "Bearer test-agent")
                        .body()
                        .contains(lora.sha256()));
        var orders = answer(target, "/orders", "Authorization", "Bearer test-agent");
        assertThat(orders.body()).contains("\"folder\":\"loras\"");
        var known = orders.headers().firstValue("ETag").orElseThrow();
        var same = answer(target, "/orders", "Authorization", "Bearer test-agent", "If-None-Match", known);
        assertThat(same.statusCode()).isEqualTo(304);

        ingest.state(job.tenantId(), job.cancelRequested());
        await().atMost(PATIENCE)
                .until(() -> answer(target, file, "Authorization", "Bearer test-agent")
                                .statusCode()
                        == 404);
    }

    private TargetObserved observed(Predicate<TargetObserved> wanted) {
        return observations
                .await(record -> record.subject().equals(target)
                        && record.type().equals(WireJson.typeOf(TargetObserved.class))
                        && record.read(TargetObserved.class) instanceof TargetObserved seen
                        && wanted.test(seen))
                .read(TargetObserved.class);
    }

    private JobAccepted withLora(SampleJob job) {
        return Restated.withFiles(Restated.withDigest(job.accepted(), digest(job)), List.of(lora));
    }

    /** A graph of its own: those of other tests have no lora. */
    private static String digest(SampleJob job) {
        return "sha256:" + sha256(job.id().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void useLora(ObjectNode graph) {
        var loader = graph.putObject("8");
        loader.put("class_type", "LoraLoader");
        loader.putObject("inputs")
                .put("lora_name", "mine.safetensors")
                .put("strength_model", 1.0)
                .put("strength_clip", 1.0)
                .set("model", graph.at("/5/inputs/model"));
        ((ObjectNode) loader.get("inputs")).set("clip", graph.at("/2/inputs/clip"));
        ((ObjectNode) graph.at("/5/inputs")).putArray("model").add("8").add(0);
    }

    private HttpResponse<String> answer(String of, String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve("v1/agents/" + of + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
