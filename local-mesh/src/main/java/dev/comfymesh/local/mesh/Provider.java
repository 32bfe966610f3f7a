package dev.comfymesh.local.mesh;

import java.util.List;
import java.util.Map;

/**
 * An account at a stand-in for a provider: what the services are told of it besides its address.
 *
 * @param price what the router reckons with
 * @param bill what the executor reads a bill by
 */
record Provider(String id, int port, String path, Map<String, String> price, Map<String, String> bill) {
    /** All stand-ins are one process, which takes this port and the four after it. */
    static final int FIRST_PORT = 8300;

    /** One that takes graphs and charges by the second, and one that makes pictures of what a projection says, each at a price. */
    static final List<Provider> STAND_INS = List.of(
            new Provider(
                    "runpod",
                    FIRST_PORT,
                    "/v2/comfy",
                    Map.of("MICROS_PER_HOUR", "1908000"),
                    Map.of("MICROS_PER_UNIT", "530", "COLD_START", "3s")),
            new Provider(
                    "fal", FIRST_PORT + 2, "", Map.of("MICROS_PER_RUN", "25000"), Map.of("MICROS_PER_UNIT", "25000")));

    /** Where fal's stand-in publishes the keys that it signs with. */
    static final String FAL_KEYS = "http://127.0.0.1:%d/.well-known/jwks.json".formatted(FIRST_PORT + 2);

    String url() {
        return "http://127.0.0.1:" + port + path;
    }
}
