package dev.comfymesh.systemtests;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chaos with two accounts at stand-ins for providers, which misbehave as well: once everything has healed the ledger says what
 * they bill, to the micro. Part of no build: {@code ./mesh test --long} runs it.
 */
class MetersLong {
    private static final int STEP_MILLIS = 50;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLedgerIsWhatTheProvidersBillAfterChaos(long seed) throws Exception {
        try (var mesh = MeshUnderTest.withProviders(STEP_MILLIS)) {
            for (var provider : mesh.providers()) {
                // Of the start of a worker no answer tells what it costs.
                provider.turn("{\"coldStartMillis\": 0, \"runMillis\": 800, \"jitterMillis\": 400}");
                provider.turn("{\"fault\": \"drop_response_after_accept\", \"count\": 1}");
            }

            new ChaosRun(mesh, new Tally(mesh), seed, 12, 8).play();

            new Bills(mesh).agree();
            for (var provider : mesh.providers()) {
                System.out.printf(
                        "chaos: seed %d, %s took %d runs and bills %d micros, as booked%n",
                        seed, provider.name(), provider.taken(), provider.meterMicros());
            }
        }
    }
}
