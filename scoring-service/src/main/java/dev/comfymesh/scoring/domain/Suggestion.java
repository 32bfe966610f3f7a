package dev.comfymesh.scoring.domain;

import dev.comfymesh.scoring.domain.Rule.Bound;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The threshold of one dimension that separates good examples from bad ones best: of all lines half-way between two
 * neighbouring values, on either side, the one with the largest Youden index, of equals the one with more room around it.
 * Its errors are those on the very examples, so on others they will be larger.
 *
 * @param goodRejected the share of good examples that it would reject
 * @param badPassed the share of bad examples that it would let pass
 * @param good in how many good examples the dimension is known
 */
public record Suggestion(
        Dimension dimension, Bound bound, double threshold, double goodRejected, double badPassed, int good, int bad) {
    /** A candidate that people have judged. */
    public record Example(Measurements measurements, boolean isGood) {}

    private record Line(Suggestion suggestion, double room) {
        private static final Comparator<Line> BEST_FIRST = Comparator.comparingDouble(
                        (Line line) -> line.suggestion.separation())
                .thenComparingDouble(Line::room)
                .reversed();
    }

    /** From 0, it tells nothing, to 1, it makes no error. */
    public double separation() {
        return 1 - goodRejected - badPassed;
    }

    /** One for each dimension that is known of good and bad examples and tells anything; the best first. */
    public static List<Suggestion> of(List<Example> examples) {
        return Arrays.stream(Dimension.values())
                .flatMap(dimension -> of(dimension, examples).stream())
                .filter(suggestion -> suggestion.separation() > 0)
                .sorted(Comparator.comparingDouble(Suggestion::separation).reversed())
                .toList();
    }

    private static Optional<Suggestion> of(Dimension dimension, List<Example> examples) {
        var good = values(dimension, examples, Example::isGood);
        var bad = values(dimension, examples, example -> !example.isGood());
        if (good.length == 0 || bad.length == 0) {
            return Optional.empty();
        }
        var all = Arrays.stream(new double[][] {good, bad})
                .flatMapToDouble(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
        return Stream.iterate(1, index -> index < all.length, index -> index + 1)
                .flatMap(index -> lines(dimension, all[index - 1], all[index], good, bad))
                .min(Line.BEST_FIRST)
                .map(Line::suggestion);
    }

    private static Stream<Line> lines(Dimension dimension, double below, double above, double[] good, double[] bad) {
        var threshold = (below + above) / 2;
        var goodBelow = share(good, threshold);
        var badBelow = share(bad, threshold);
        return Stream.of(
                        new Suggestion(
                                dimension, Bound.AT_LEAST, threshold, goodBelow, 1 - badBelow, good.length, bad.length),
                        new Suggestion(
                                dimension, Bound.AT_MOST, threshold, 1 - goodBelow, badBelow, good.length, bad.length))
                .map(suggestion -> new Line(suggestion, above - below));
    }

    /** Of the values below the threshold. */
    private static double share(double[] values, double threshold) {
        return (double) Arrays.stream(values).filter(value -> value < threshold).count() / values.length;
    }

    private static double[] values(Dimension dimension, List<Example> examples, Predicate<Example> wanted) {
        return examples.stream()
                .filter(wanted)
                .flatMapToDouble(example -> example.measurements().find(dimension).stream())
                .toArray();
    }
}
