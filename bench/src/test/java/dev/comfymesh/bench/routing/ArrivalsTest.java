package dev.comfymesh.bench.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final double SPEED = 12;

    private final Arrivals arrivals = Arrivals.of(
            new FittedTraffic().stretch(2_000, new SplittableRandom(7)), 0.6, SPEED, new SplittableRandom(8));

    @Test
    void comeToTheLoad() {
        var work = arrivals.requests().stream().mapToLong(Request::execMillis).sum();

        assertThat(work / SPEED / arrivals.endMillis()).isCloseTo(0.6, within(0.001));
    }

    @Test
    void keepAllOthersWhileOneDumps() {
        var hogged = arrivals.withHog(new SplittableRandom(9));

        assertThat(hogged.requests())
                .filteredOn(request -> !request.tenant().equals(Arrivals.HOG))
                .isEqualTo(arrivals.requests());
        assertThat(hogged.requests())
                .filteredOn(request -> request.tenant().equals(Arrivals.HOG))
                .hasSize(1_500)
                .allMatch(request -> request.atMillis() == arrivals.dumpedAtMillis());
    }
}
