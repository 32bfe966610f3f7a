package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.testkit.check.Checker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of our own and two accounts with stand-ins for providers: whatever happens, the ledger says what these bill. */
class ProvidersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private MeshUnderTest mesh;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        mesh = MeshUnderTest.withProviders(50);
        client = new Client(mesh.api(TenantKey.LOCAL));
        for (var provider : providers()) {
            // Of the start of a worker no answer tells what it costs.
            provider.turn("{\"coldStartMillis\": 0, \"runMillis\": 400, \"jitterMillis\": 100}");
        }
    }

    @AfterEach
    void close() {
        mesh.close();
    }

    @Test
    void theLedgerIsWhatTheProvidersBill() throws Exception {
        client.placeAll(List.of(
                wish("own").at("sim-a"),
                wish("rented").at("runpod"),
                wish("modelled").at("fal")));
        ended();
        agree();

        for (var fault : List.of("drop_response_after_accept", "status_404_mid_run", "html_502")) {
            for (var provider : providers()) {
                provider.turn("{\"fault\": \"%s\", \"count\": 1}".formatted(fault));
                client.placeAll(List.of(wish(fault + provider.name()).at(provider.name())));
            }
        }
        ended();
        agree();

        cancelOneThatIgnoresIt();
        killTheExecutorWhileRunsGoOn();
        sitOutAnOutage();
        assertThat(Checker.of(mesh.address()).violations(client.promised())).isEmpty();
    }

    private void cancelOneThatIgnoresIt() throws Exception {
        mesh.provider("runpod").turn("{\"fault\": \"cancel_ignored\", \"count\": 1, \"runMillis\": 4000}");
        client.placeAll(List.of(wish("cancelled").at("runpod").cancelledAfter(2_000)));
        ended();
        mesh.provider("runpod").turn("{\"runMillis\": 400}");
        agree();
    }

    private void killTheExecutorWhileRunsGoOn() throws Exception {
        for (var provider : providers()) {
            provider.turn("{\"runMillis\": 3000}");
        }
        var before = taken();
        client.placeAll(providers().stream()
                .map(provider -> wish("survivor" + provider.name()).at(provider.name()))
                .toList());
        await().atMost(PATIENCE).until(() -> taken() >= before + 2);
        mesh.part("executor").kill();
        mesh.heal();
        ended();
        agree();
    }

    /** What runs is waited for, and nothing is sent to where nobody answers. */
    private void sitOutAnOutage() throws Exception {
        var runpod = mesh.provider("runpod");
        runpod.turn("{\"runMillis\": 5000}");
        var before = runpod.taken();
        client.placeAll(List.of(wish("interrupted").at("runpod")));
        await().atMost(PATIENCE).until(() -> runpod.taken() == before + 2);
        runpod.turn("{\"outage\": true, \"runMillis\": 400}");
        await().atMost(PATIENCE)
                .until(() ->
                        ask("/v1/targets/runpod").at("/seen/health").asText().equals("DOWN"));
        client.placeAll(List.of(wish("patient").at("runpod")));
        runpod.turn("{\"outage\": false}");
        ended();
        assertThat(runpod.taken()).isEqualTo(before + 4);
        agree();
    }

    private static JobWish wish(String key) {
        return JobWish.small(key, 2, 1);
    }

    private List<ProviderStub> providers() {
        return Stream.of("runpod", "fal").map(mesh::provider).toList();
    }

    private int taken() throws IOException, InterruptedException {
        var taken = 0;
        for (var provider : providers()) {
            taken += provider.taken();
        }
        return taken;
    }

    private void ended() {
        assertThat(client.awaitEnds(PATIENCE).values()).noneMatch(Client::isUnderWay);
    }

    /** Every run is over, and billed as it is booked. */
    private void agree() {
        for (var provider : providers()) {
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

    private JsonNode ask(String path) throws IOException, InterruptedException {
        var question = HttpRequest.newBuilder(mesh.url("router").resolve(path))
                .header("Authorization", "Bearer " + mesh.operatorToken())
                .build();
        return JSON.readTree(HTTP.send(question, BodyHandlers.ofString()).body());
    }
}
