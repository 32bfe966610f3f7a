package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.scoring.domain.Rule.Bound;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ThresholdTest {
    @Test
    void aPercentileLiesBetweenTheTwoNearestValues() {
        assertThat(line(new Threshold.Percentile(25, null), Bound.AT_LEAST, 40, 10, 30, 20))
                .hasValue(17.5);
        assertThat(line(new Threshold.Percentile(0, null), Bound.AT_LEAST, 40, 10))
                .hasValue(10);
        assertThat(line(new Threshold.Percentile(100, null), Bound.AT_MOST, 40, 10))
                .hasValue(40);
        assertThat(line(new Threshold.Percentile(50, null), Bound.AT_MOST, 7)).hasValue(7);
    }

    @Test
    void theStricterOfPercentileAndAbsoluteHolds() {
        assertThat(line(new Threshold.Percentile(0, 15.0), Bound.AT_LEAST, 10, 20))
                .hasValue(15);
        assertThat(line(new Threshold.Percentile(0, 5.0), Bound.AT_LEAST, 10, 20))
                .hasValue(10);
        assertThat(line(new Threshold.Percentile(100, 15.0), Bound.AT_MOST, 10, 20))
                .hasValue(15);
    }

    @Test
    void aPercentileOfNothingIsNoLine() {
        assertThat(line(new Threshold.Percentile(50, 1.0), Bound.AT_LEAST)).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void aReferenceIsMultiplied() {
        assertThat(line(new Threshold.OfReference(0.5, 60), Bound.AT_LEAST)).hasValue(30);
    }

    @Test
    void refusesAPercentageThatIsNone() {
        assertThatThrownBy(() -> new Threshold.Percentile(101, null)).hasMessageContaining("101");
    }

    private static OptionalDouble line(Threshold threshold, Bound bound, double... noise) {
        List<Measurements> pool = DoubleStream.of(noise)
                .mapToObj(value -> new Measurements(Map.of(Dimension.NOISE, value), Map.of(), List.of()))
                .toList();
        return threshold.of(
                Dimension.NOISE, bound, new Subject(1, 0, new Measurements(Map.of(), Map.of(), List.of()), pool));
    }
}
