package dev.comfymesh.local.mesh;

import java.util.List;

/** An account at a stand-in for a provider: what it is a target as, and what the stand-in charges for a unit. */
record Provider(String id, String word, int port, String path, long microsPerUnit, long microsPerRun) {
    /** All stand-ins are one process, which takes this port and the four after it. */
    static final int FIRST_PORT = 8300;

    /** One that takes graphs, and one that takes what a projection makes of them. */
    static final List<Provider> STAND_INS = List.of(
            new Provider("runpod", "runpod", FIRST_PORT, "/v2/comfy", 530, 1_300),
            new Provider("fal", "fal", FIRST_PORT + 2, "", 25_000, 25_000));

    /** Where fal's stand-in publishes the keys that it signs with. */
    static final String FAL_KEYS = "http://127.0.0.1:%d/.well-known/jwks.json".formatted(FIRST_PORT + 2);

    String url() {
        return "http://127.0.0.1:" + port + path;
    }
}
