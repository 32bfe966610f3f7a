package dev.comfymesh.scoring.domain.sight;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import java.util.Arrays;

/** The colours with no side longer than this: each is the mean of the area that it covers, parts of pixels counted as parts. */
public record Reduced(int maxSide) implements Feature<Colours> {
    private static final int BANDS = 3;

    @Override
    public Colours of(Features features) {
        var from = features.picture().colours();
        var longest = Math.max(from.width(), from.height());
        if (longest <= maxSide) {
            return from;
        }
        var width = Math.max(1, (int) Math.round((double) from.width() * maxSide / longest));
        var height = Math.max(1, (int) Math.round((double) from.height() * maxSide / longest));
        return new Colours(width, height, down(across(from, width), width, from.height(), height));
    }

    private static float[] across(Colours from, int width) {
        var means = new float[from.height() * width * BANDS];
        var spans = Span.all(from.width(), width);
        for (var y = 0; y < from.height(); y++) {
            for (var x = 0; x < width; x++) {
                var span = spans[x];
                var at = (y * width + x) * BANDS;
                for (var column = span.first; column < span.end; column++) {
                    var share = span.share(column);
                    var pixel = y * from.width() + column;
                    means[at] += share * from.red(pixel);
                    means[at + 1] += share * from.green(pixel);
                    means[at + 2] += share * from.blue(pixel);
                }
            }
        }
        return means;
    }

    private static byte[] down(float[] rows, int width, int rowCount, int height) {
        var stride = width * BANDS;
        var bands = new byte[height * stride];
        var sums = new float[stride];
        var spans = Span.all(rowCount, height);
        for (var y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            var span = spans[y];
            for (var row = span.first; row < span.end; row++) {
                var share = span.share(row);
                for (var at = 0; at < stride; at++) {
                    sums[at] += share * rows[row * stride + at];
                }
            }
            for (var at = 0; at < stride; at++) {
                bands[y * stride + at] = (byte) Math.clamp(Math.round(sums[at]), 0, 255);
            }
        }
        return bands;
    }

    /** The pixels that one of the fewer covers. */
    private static final class Span {
        final int first;
        final int end;
        private final double from;
        private final double to;

        private Span(int index, int of, int fewer) {
            from = (double) index * of / fewer;
            to = (double) (index + 1) * of / fewer;
            first = (int) from;
            end = Math.min(of, (int) Math.ceil(to));
        }

        static Span[] all(int of, int fewer) {
            var spans = new Span[fewer];
            Arrays.setAll(spans, index -> new Span(index, of, fewer));
            return spans;
        }

        float share(int pixel) {
            return (float) ((Math.min(to, pixel + 1) - Math.max(from, pixel)) / (to - from));
        }
    }
}
