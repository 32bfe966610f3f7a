package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.executor.adapter.provider.Stand;
import dev.comfymesh.executor.app.HmacAddresses;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What providers tell at the addresses that they were given. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class WebhooksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource
    URI service;

    @Inject
    HmacAddresses addresses;

    @TempDir
    Path directory;

    @Test
    void haveARunFollowedWhoseSubmitHadNoAnswer() throws Exception {
        var bed = new TestBed();
        try (var stand = Stand.open("runpod", directory)) {
            stand.fault("drop_response_after_accept");
            bed.provider(
                    "at-runpod", "runpod", TargetContract.GRAPH, stand.url().resolve("/v2/comfy"));
            var attempt = bed.assign(Restated.runnableJob(), "at-runpod");
            await().atMost(PATIENCE).until(() -> stand.meter().size() == 1);
            var run =
                    new JsonObject().put("id", stand.meter().keySet().iterator().next());

            assertThat(tell(address("at-runpod", attempt.id()), run).statusCode())
                    .isEqualTo(200);
            assertThat(tell(address("at-runpod", attempt.id()), run).statusCode())
                    .isEqualTo(200);

            assertThat(bed.end(attempt))
                    .isInstanceOfSatisfying(
                            AttemptSucceeded.class,
                            success -> assertThat(success.meteredMicros()).isEqualTo(stand.meterMicros()));
            assertThat(bed.endings(attempt)).isEqualTo(1);
            assertThat(tell(address("at-runpod", attempt.id()), run).statusCode())
                    .isEqualTo(200);
        } finally {
            bed.close();
        }
    }

    @Test
    void areNothingWhenNobodyCanHaveBeenToldTheAddress() throws Exception {
        var other = address("at-runpod", UUID.randomUUID());
        var forged = other.resolve("./" + "0".repeat(64));

        var answer = tell(forged, new JsonObject().put("id", "r1"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("hook-unproven");
        assertThat(tell(other.resolve("./short"), new JsonObject()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void areNothingWithoutTheProvidersOwnSignature() throws Exception {
        var bed = new TestBed();
        try {
            bed.provider("at-fal", "fal", TargetContract.MODEL_PARAMS, URI.create("http://127.0.0.1:1"));
            var attempt = UUID.randomUUID();
            var run = new JsonObject().put("request_id", "r1");

            assertThat(tell(address("at-fal", attempt), run).statusCode()).isEqualTo(401);
            assertThat(tell(address("nobody", attempt), run).statusCode()).isEqualTo(401);
        } finally {
            bed.close();
        }
    }

    private URI address(String target, UUID attempt) {
        return service.resolve(
                URI.create(addresses.of(target, attempt).orElseThrow()).getPath());
    }

    private static HttpResponse<String> tell(URI address, JsonObject message) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(message.encode()))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
