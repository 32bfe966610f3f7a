package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.scoring.domain.Drift.Seen;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftTest {
    @Test
    void tellsHowFarAPassRateHasMoved() {
        var drift = Drift.of(passed(200, 180), passed(50, 25)).getFirst();

        assertThat(drift.what()).isEqualTo(Drift.PASSED);
        assertThat(List.of(drift.before(), drift.lately())).containsExactly(0.9, 0.5);
        assertThat(drift.z()).isCloseTo(-6.58486, within(1e-3));
    }

    @Test
    void isNoneWhereEverythingPassesAsBefore() {
        assertThat(Drift.of(passed(60, 60), passed(40, 40)).getFirst().z()).isZero();
    }

    @Test
    void saysNothingOfTooFew() {
        assertThat(Drift.of(passed(200, 100), passed(29, 0))).isEmpty();
    }

    @Test
    void agreesWithTheRankSumTestWhereValuesAreTied() {
        // By hand: 40 old values 0 to 9 four times each, 30 young ones 5 to 9 six times each.
        var drift = sharpness(Drift.of(seen(40, i -> i % 10), seen(30, i -> 5 + i % 5)));

        assertThat(List.of(drift.before(), drift.lately())).containsExactly(4.5, 7.0);
        assertThat(drift.z()).isCloseTo(3.58792, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void isSmallWhereNothingChangesAndLargeWhereTheMedianMovesByADeviation(long seed) {
        var random = new Random(seed);
        var past = seen(500, _ -> 100 + 20 * random.nextGaussian());

        assertThat(Math.abs(sharpness(Drift.of(past, seen(60, _ -> 100 + 20 * random.nextGaussian())))
                        .z()))
                .as("seed %d", seed)
                .isLessThan(4);
        assertThat(sharpness(Drift.of(past, seen(60, _ -> 80 + 20 * random.nextGaussian())))
                        .z())
                .as("seed %d", seed)
                .isLessThan(-4);
    }

    private static Drift sharpness(List<Drift> drifts) {
        return drifts.stream()
                .filter(drift -> drift.what().equals("sharpness"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Seen> passed(int count, int passed) {
        var nothing = new Measurements(Map.of(), Map.of(), List.of());
        return IntStream.range(0, count)
                .mapToObj(i -> new Seen(i < passed, nothing))
                .toList();
    }

    private static List<Seen> seen(int count, IntToDoubleFunction sharpness) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Seen(
                        true,
                        new Measurements(Map.of(Dimension.SHARPNESS, sharpness.applyAsDouble(i)), Map.of(), List.of())))
                .toList();
    }
}
