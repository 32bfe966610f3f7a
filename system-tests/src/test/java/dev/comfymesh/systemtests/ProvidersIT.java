package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.testkit.check.Checker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of our own and two accounts with stand-ins for providers: whatever happens, the ledger says what these bill. */
class ProvidersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private MeshUnderTest mesh;
    private Client client;
    private Bills bills;

    @BeforeEach
    void start() throws Exception {
        mesh = MeshUnderTest.withProviders(50);
        client = new Client(mesh.api(TenantKey.LOCAL));
        bills = new Bills(mesh);
        for (var provider : mesh.providers()) {
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
        bills.agree();

        for (var fault : List.of("drop_response_after_accept", "status_404_mid_run", "html_502")) {
            for (var provider : mesh.providers()) {
                provider.turn("{\"fault\": \"%s\", \"count\": 1}".formatted(fault));
                client.placeAll(List.of(wish(fault + provider.name()).at(provider.name())));
            }
        }
        ended();
        bills.agree();

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
        bills.agree();
    }

    private void killTheExecutorWhileRunsGoOn() throws Exception {
        for (var provider : mesh.providers()) {
            provider.turn("{\"runMillis\": 3000}");
        }
        var before = taken();
        client.placeAll(mesh.providers().stream()
                .map(provider -> wish("survivor" + provider.name()).at(provider.name()))
                .toList());
        await().atMost(PATIENCE).until(() -> taken() >= before + 2);
        mesh.part("executor").kill();
        mesh.heal();
        ended();
        bills.agree();
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
                .until(() -> bills.ask("/v1/targets/runpod")
                        .at("/seen/health")
                        .asText()
                        .equals("DOWN"));
        client.placeAll(List.of(wish("patient").at("runpod")));
        runpod.turn("{\"outage\": false}");
        ended();
        assertThat(runpod.taken()).isEqualTo(before + 4);
        bills.agree();
    }

    private static JobWish wish(String key) {
        return JobWish.small(key, 2, 1);
    }

    private int taken() throws IOException, InterruptedException {
        var taken = 0;
        for (var provider : mesh.providers()) {
            taken += provider.taken();
        }
        return taken;
    }

    private void ended() {
        assertThat(client.awaitEnds(PATIENCE).values()).noneMatch(Client::isUnderWay);
    }
}
