package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.router.domain.Estimates.Estimate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricingTest {
    private static final Pricing PRICING = new Pricing(100);

    @Test
    void roundsCostsUp() {
        assertThat(Pricing.costMicros(3_600_000, 1)).isEqualTo(1);
        assertThat(Pricing.costMicros(1, 1)).isEqualTo(1);
        assertThat(Pricing.costMicros(0, 1_000_000)).isZero();
    }

    @Test
    void addsTheTimeUntilTheEndToTheCost() {
        var job = job(1);
        var estimates = new Estimates(List.of(new Estimate(job.digest(), "a", 8_000)), Duration.ofSeconds(10));
        var there = List.of(living(9, job(2), "a", NOW.minusSeconds(3)));

        var offer = PRICING.offer(job, node("a", 2, 3_600_000), there, 1, estimates, NOW);

        assertThat(offer).isEqualTo(new Offer("a", 8_000, 8_000, 5_000 + 8_000, 2_100));
        assertThat(offer.priceMicros()).isEqualTo(10_100);
    }

    @Test
    void expectsWhatWasLearnedElsewhereBeforeADefault() {
        var estimates = new Estimates(
                List.of(new Estimate("d", "a", 1_000), new Estimate("d", "b", 3_000)), Duration.ofSeconds(10));

        assertThat(estimates.expectedMillis("d", "a")).isEqualTo(1_000);
        assertThat(estimates.expectedMillis("d", "c")).isEqualTo(2_000);
        assertThat(estimates.expectedMillis("e", "a")).isEqualTo(10_000);
    }
}
