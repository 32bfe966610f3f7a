package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What providers bill, and what the ledger says of them. */
record Bills(MeshUnderTest mesh) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every run is over, and billed as it is booked. */
    void agree() {
        for (var provider : mesh.providers()) {
            await("the ledger agrees with the meter of " + provider.name())
                    .atMost(PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(provider.billed()).isEqualTo(provider.taken());
                        assertThat(booked(provider.name())).isEqualTo(provider.meterMicros());
                    });
        }
    }

    private long booked(String target) throws IOException, InterruptedException {
        for (var line : ask("/v1/costs?by=target").path("lines")) {
            if (line.path("key").asText().equals(target)) {
                return line.path("costMicros").asLong();
            }
        }
        return 0;
    }

    /** The router's answer to an operator. */
    JsonNode ask(String path) throws IOException, InterruptedException {
        var question = HttpRequest.newBuilder(mesh.url("router").resolve(path))
                .header("Authorization", "Bearer " + mesh.operatorToken())
                .build();
        return JSON.readTree(HTTP.send(question, BodyHandlers.ofString()).body());
    }
}
