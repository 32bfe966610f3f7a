package dev.comfymesh.scoring.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * How many levels of red, green and blue no pixel has though darker and lighter ones are there: a picture that was
 * stretched or rounded after it had been cut into 256 levels has such gaps, whatever it shows and however light it is. The
 * darkest and the lightest hundredth do not count, for there levels are rare anyway, nor do levels that are clipped.
 */
public final class Gaps implements Scorer {
    private static final int LEVELS = 256;
    private static final int DARKEST = 3;
    private static final int BRIGHTEST = 253;
    /** Less of a colour is too little to tell a gap from chance. */
    private static final int LEAST_PIXELS = 4096;

    private static final double TAIL = 0.01;

    @Override
    public String id() {
        return "gaps@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.GAPS);
    }

    /** A colour's levels between its tails, and those of them that no pixel has. */
    private record Span(int levels, int empty) {}

    @Override
    public Reading measure(Features features) {
        var colours = features.picture().colours();
        var pixels = features.picture().pixels();
        var levels = 0;
        var empty = 0;
        for (IntUnaryOperator colour : List.<IntUnaryOperator>of(colours::red, colours::green, colours::blue)) {
            var span = span(histogram(colour, pixels));
            levels += span.levels();
            empty += span.empty();
        }
        return levels == 0
                ? new Reading.Unknown("Gaps need %d pixels that are not clipped.".formatted(LEAST_PIXELS))
                : Reading.of(Dimension.GAPS, (double) empty / levels);
    }

    private static int[] histogram(IntUnaryOperator colour, int pixels) {
        var histogram = new int[LEVELS];
        for (var index = 0; index < pixels; index++) {
            histogram[colour.applyAsInt(index)]++;
        }
        return histogram;
    }

    private static Span span(int[] histogram) {
        var inner = Arrays.copyOfRange(histogram, DARKEST, BRIGHTEST);
        var pixels = Arrays.stream(inner).sum();
        if (pixels < LEAST_PIXELS) {
            return new Span(0, 0);
        }
        var tail = (int) (TAIL * pixels);
        var first = 0;
        for (var below = inner[0]; below <= tail; below += inner[first]) {
            first++;
        }
        var last = inner.length - 1;
        for (var above = inner[last]; above <= tail; above += inner[last]) {
            last--;
        }
        var span = Arrays.copyOfRange(inner, first, last + 1);
        return new Span(span.length, (int)
                Arrays.stream(span).filter(count -> count == 0).count());
    }
}
