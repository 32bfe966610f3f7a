package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.node;
import static dev.comfymesh.router.domain.Samples.seen;
import static dev.comfymesh.router.domain.Samples.withObservation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetHealth;
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
        var offer = PRICING.offer("a", 3_600_000, 8_000, 13_000);

        assertThat(offer).isEqualTo(new Offer("a", 3_600_000, 8_000, 13_000, 8_000, 2_100));
        assertThat(offer.priceMicros()).isEqualTo(10_100);
    }

    @Test
    void countsWhatIsThereAsWait() {
        var job = job(1);
        var estimates = new Estimates(List.of(new Estimate(job.digest(), "a", 8_000)), Duration.ofSeconds(10));
        var place = new Place(
                0,
                withObservation(node("a"), seen(TargetHealth.UP, 2)),
                new Grade("a", 0, 1),
                null,
                Samples.POLICY,
                new Fleet(List.of(), List.of(), estimates),
                new Reloads(List.of(), List.of(), Loads.NONE),
                NOW);

        place.holds(living(9, job(2), "a", NOW.minusSeconds(3)));
        place.open();

        assertThat(place.aheadMillis(8_000)).isEqualTo(5_000 + 8_000);
    }

    @Test
    void expectsWhatWasLearnedElsewhereBeforeADefault() {
        var estimates = new Estimates(
                List.of(new Estimate("d", "a", 1_000), new Estimate("d", "b", 3_000)), Duration.ofSeconds(10));

        assertThat(estimates.of("d").expectedMillis("a")).isEqualTo(1_000);
        assertThat(estimates.of("d").expectedMillis("c")).isEqualTo(2_000);
        assertThat(estimates.of("e").expectedMillis("a")).isEqualTo(10_000);
    }
}
