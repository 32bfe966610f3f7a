package dev.comfymesh.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PausesTest {
    private final Pauses pauses = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(60));

    @Test
    void growUpToALimit() {
        assertThat(IntStream.of(1, 2, 3, 6, 7, 1_000_000)
                        .mapToObj(failures -> pauses.after(failures, 0).toMillis()))
                .containsExactly(500L, 1_000L, 2_000L, 16_000L, 30_000L, 30_000L);
    }

    @Test
    void differByChance() {
        assertThat(pauses.after(1, 0.5)).isEqualTo(Duration.ofMillis(750));
    }
}
