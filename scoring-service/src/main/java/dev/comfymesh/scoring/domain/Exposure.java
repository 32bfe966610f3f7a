package dev.comfymesh.scoring.domain;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How bright a picture is, and how much of it drowns in black or white. */
public final class Exposure implements Scorer {
    private static final int DARKEST = 2;
    private static final int BRIGHTEST = 253;
    private static final int LEAST_PATCH = 8;
    /** From this share of pixels on it is worth showing where. */
    private static final double VISIBLE = 0.02;

    @Override
    public String id() {
        return "exposure@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.BRIGHTNESS, Dimension.SHADOWS, Dimension.HIGHLIGHTS);
    }

    @Override
    public Reading measure(Features features) {
        var histogram = features.of(Feature.HISTOGRAM);
        var sum = 0L;
        var dark = 0L;
        var bright = 0L;
        for (var value = 0; value < histogram.length; value++) {
            sum += (long) value * histogram[value];
            dark += value <= DARKEST ? histogram[value] : 0;
            bright += value >= BRIGHTEST ? histogram[value] : 0;
        }
        var picture = features.picture();
        var pixels = (double) picture.pixels();
        var regions = Stream.concat(
                        where(picture, Dimension.SHADOWS, dark, 0, DARKEST, "black"),
                        where(picture, Dimension.HIGHLIGHTS, bright, BRIGHTEST, 255, "white"))
                .toList();
        return new Reading.Seen(
                Map.of(
                        Dimension.BRIGHTNESS, sum / pixels / 255,
                        Dimension.SHADOWS, dark / pixels,
                        Dimension.HIGHLIGHTS, bright / pixels),
                regions);
    }

    /** The patch with most of it, if there is enough of it to be looked for. */
    private static Stream<Region> where(
            Picture picture, Dimension dimension, long count, int from, int to, String label) {
        return count < VISIBLE * picture.pixels()
                ? Stream.empty()
                : Patch.greatest(picture, LEAST_PATCH, patch -> count(picture, patch, from, to)).stream()
                        .map(patch -> patch.region(dimension, picture, label));
    }

    private static int count(Picture picture, Patch patch, int from, int to) {
        var count = 0;
        for (var y = patch.top(); y < patch.bottom(); y++) {
            for (var x = patch.left(); x < patch.right(); x++) {
                var luma = picture.at(x, y);
                count += luma >= from && luma <= to ? 1 : 0;
            }
        }
        return count;
    }
}
