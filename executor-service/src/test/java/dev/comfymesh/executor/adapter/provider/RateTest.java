package dev.comfymesh.executor.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Rate rate = new Rate(2, Duration.ofSeconds(10), () -> now);

    @Test
    void letsAsManyThroughAsTheProviderStates() {
        assertThat(rate.enter()).isZero();
        pass(4);
        assertThat(rate.enter()).isZero();
        assertThat(rate.enter()).isEqualTo(Duration.ofSeconds(6));

        pass(6);
        assertThat(rate.enter()).isZero();
    }

    @Test
    void staysAwayForAsLongAsTheProviderAsks() {
        rate.close(Duration.ofSeconds(30));

        assertThat(rate.enter()).isEqualTo(Duration.ofSeconds(30));
        pass(29);
        assertThat(rate.enter()).isEqualTo(Duration.ofSeconds(1));
        pass(1);
        assertThat(rate.enter()).isZero();
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }
}
