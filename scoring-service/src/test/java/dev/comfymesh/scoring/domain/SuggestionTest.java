package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.domain.Rule.Bound;
import dev.comfymesh.scoring.domain.Suggestion.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void liesHalfWayBetweenGoodAndBadThatDoNotMix() {
        assertThat(Suggestion.of(examples(Dimension.SHARPNESS, new double[] {50, 60, 90}, new double[] {10, 20})))
                .containsExactly(new Suggestion(Dimension.SHARPNESS, Bound.AT_LEAST, 35, 0, 0, 3, 2));
    }

    @Test
    void isAnUpperBoundWhereTheBadIsLarger() {
        assertThat(Suggestion.of(examples(Dimension.NOISE, new double[] {1, 2}, new double[] {8, 9})))
                .containsExactly(new Suggestion(Dimension.NOISE, Bound.AT_MOST, 5, 0, 0, 2, 2));
    }

    @Test
    void tellsItsErrorsWhereTheyMix() {
        assertThat(Suggestion.of(
                        examples(Dimension.SHARPNESS, new double[] {15, 50, 60, 70}, new double[] {5, 10, 20, 30})))
                .containsExactly(new Suggestion(Dimension.SHARPNESS, Bound.AT_LEAST, 40, 0.25, 0, 4, 4));
    }

    @Test
    void saysNothingOfADimensionThatTellsNothing() {
        assertThat(Suggestion.of(examples(Dimension.SHARPNESS, new double[] {5}, new double[] {5})))
                .isEmpty();
        assertThat(Suggestion.of(examples(Dimension.SHARPNESS, new double[] {5}, new double[] {})))
                .isEmpty();
    }

    @Test
    void namesTheDimensionFirstThatSeparatesBest() {
        var examples =
                new ArrayList<>(examples(Dimension.BRIGHTNESS, new double[] {0.5, 0.3}, new double[] {0.4, 0.2}));
        examples.addAll(examples(Dimension.NOISE, new double[] {1, 2}, new double[] {8, 9}));

        assertThat(Suggestion.of(examples))
                .extracting(Suggestion::dimension)
                .containsExactly(Dimension.NOISE, Dimension.BRIGHTNESS);
    }

    private static List<Example> examples(Dimension dimension, double[] good, double[] bad) {
        var examples = new ArrayList<Example>();
        Arrays.stream(good).forEach(value -> examples.add(new Example(seen(dimension, value), true)));
        Arrays.stream(bad).forEach(value -> examples.add(new Example(seen(dimension, value), false)));
        return examples;
    }

    private static Measurements seen(Dimension dimension, double value) {
        return new Measurements(Map.of(dimension, value), Map.of(), List.of());
    }
}
