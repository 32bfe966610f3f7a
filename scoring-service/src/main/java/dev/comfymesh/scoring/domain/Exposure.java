package dev.comfymesh.scoring.domain;

import java.util.Map;
import java.util.Set;

/** How bright a picture is, and how much of it drowns in black or white. */
public final class Exposure implements Scorer {
    private static final int DARKEST = 2;
    private static final int BRIGHTEST = 253;

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
        var pixels = (double) features.picture().pixels();
        return new Reading.Seen(Map.of(
                Dimension.BRIGHTNESS, sum / pixels / 255,
                Dimension.SHADOWS, dark / pixels,
                Dimension.HIGHLIGHTS, bright / pixels));
    }
}
