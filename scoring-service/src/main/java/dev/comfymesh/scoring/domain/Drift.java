package dev.comfymesh.scoring.domain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far what was judged lately is from what was judged before, in standard deviations of chance; positive is more, or
 * larger, lately. Of pass rates it is the two-proportion z-test, of a dimension the rank-sum test of Mann, Whitney and
 * Wilcoxon with ties corrected, both with their normal approximation.
 *
 * @param what {@code passed}, or the word of a dimension
 * @param before the pass rate, or the median
 */
public record Drift(String what, double before, double lately, double z) {
    /** The name of the drift of a pass rate. */
    public static final String PASSED = "passed";

    /** Of fewer on either side nothing is said. */
    static final int FEWEST = 30;

    /** One candidate that was judged. */
    public record Seen(boolean passed, Measurements measurements) {}

    /** Of the pass rate and of each dimension that is known of enough on both sides. */
    public static List<Drift> of(List<Seen> before, List<Seen> lately) {
        var dimensions =
                Arrays.stream(Dimension.values()).flatMap(dimension -> ofDimension(dimension, before, lately).stream());
        return Stream.concat(ofPassed(before, lately).stream(), dimensions).toList();
    }

    /** Whether it is more than chance and many repeated looks would explain. */
    public boolean isFar(double limit) {
        return Math.abs(z) >= limit;
    }

    private static Optional<Drift> ofPassed(List<Seen> before, List<Seen> lately) {
        if (before.size() < FEWEST || lately.size() < FEWEST) {
            return Optional.empty();
        }
        var rateBefore = rate(before);
        var rateLately = rate(lately);
        var all = (rateBefore * before.size() + rateLately * lately.size()) / (before.size() + lately.size());
        var spread = Math.sqrt(all * (1 - all) * (1.0 / before.size() + 1.0 / lately.size()));
        return Optional.of(
                new Drift(PASSED, rateBefore, rateLately, spread == 0 ? 0 : (rateLately - rateBefore) / spread));
    }

    private static double rate(List<Seen> seen) {
        return (double) seen.stream().filter(Seen::passed).count() / seen.size();
    }

    private static Optional<Drift> ofDimension(Dimension dimension, List<Seen> before, List<Seen> lately) {
        var old = values(dimension, before);
        var young = values(dimension, lately);
        return old.length < FEWEST || young.length < FEWEST
                ? Optional.empty()
                : Optional.of(new Drift(dimension.word(), median(old), median(young), rankSum(old, young)));
    }

    private static double[] values(Dimension dimension, List<Seen> seen) {
        return seen.stream()
                .flatMapToDouble(one -> one.measurements().find(dimension).stream())
                .toArray();
    }

    private static double median(double[] values) {
        var sorted = Arrays.stream(values).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private record Ranked(double value, boolean isYoung) {}

    private static double rankSum(double[] old, double[] young) {
        var all = Stream.concat(
                        Arrays.stream(old).mapToObj(value -> new Ranked(value, false)),
                        Arrays.stream(young).mapToObj(value -> new Ranked(value, true)))
                .sorted(Comparator.comparingDouble(Ranked::value))
                .toList();
        var ranks = 0.0;
        var ties = 0.0;
        for (int from = 0, to; from < all.size(); from = to) {
            to = endOfTie(all, from);
            var tied = to - from;
            var mean = (from + 1 + to) / 2.0;
            ranks += mean
                    * all.subList(from, to).stream().filter(Ranked::isYoung).count();
            ties += (double) tied * tied * tied - tied;
        }
        double n = all.size();
        var expected = young.length * (n + 1) / 2;
        var variance = old.length * (young.length / 12.0) * (n + 1 - ties / (n * (n - 1)));
        return variance <= 0 ? 0 : (ranks - expected) / Math.sqrt(variance);
    }

    private static int endOfTie(List<Ranked> sorted, int from) {
        var value = sorted.get(from).value();
        return IntStream.range(from, sorted.size())
                .filter(index -> sorted.get(index).value() != value)
                .findFirst()
                .orElse(sorted.size());
    }
}
