package dev.comfymesh.executor.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which token an agent must bear: its target's own, or else the one of all; where there is neither, nobody is let in. */
public final class AgentTokens {
    private final @Nullable String ofAll;
    private final Map<String, String> ofTargets;

    public AgentTokens(Optional<String> ofAll, Map<String, String> ofTargets) {
        this.ofAll = ofAll.orElse(null);
        this.ofTargets = Map.copyOf(ofTargets);
    }

    /** In constant time, so that the answer's delay tells nothing. */
    public boolean admit(String targetId, @Nullable String authorization) {
        var expected = ofTargets.getOrDefault(targetId, ofAll);
        return expected != null
                && authorization != null
                && MessageDigest.isEqual(bytes("Bearer " + expected), bytes(authorization));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
