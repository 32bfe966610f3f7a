package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutputKeysTest {
    private static final OutputKeys KEYS = new OutputKeys("acme", new UUID(1, 2), new UUID(3, 4));

    @Test
    void areFoundByAnyOfTheirKeys() {
        assertThat(OutputKeys.find(KEYS.of(7))).hasValue(KEYS);
    }

    @Test
    void areNotThoseOfAnythingElse() {
        assertThat(OutputKeys.find("t/acme/u/" + "0".repeat(64))).isEmpty();
        assertThat(OutputKeys.find("t/acme/j/" + "-".repeat(36) + "/a/" + new UUID(3, 4) + "/0"))
                .isEmpty();
        assertThat(OutputKeys.find(KEYS.of(0) + "/more")).isEmpty();
    }
}
