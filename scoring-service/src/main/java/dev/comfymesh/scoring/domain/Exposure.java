package dev.comfymesh.scoring.domain;

import java.util.Map;

/** How bright a picture is, and how much of it drowns in black or white. */
public final class Exposure implements Scorer {
    private static final int DARKEST = 2;
    private static final int BRIGHTEST = 253;

    @Override
    public Map<Dimension, Double> measure(Picture picture) {
        var histogram = picture.histogram();
        var sum = 0L;
        var dark = 0L;
        var bright = 0L;
        for (var value = 0; value < histogram.length; value++) {
            sum += (long) value * histogram[value];
            dark += value <= DARKEST ? histogram[value] : 0;
            bright += value >= BRIGHTEST ? histogram[value] : 0;
        }
        var pixels = (double) picture.width() * picture.height();
        return Map.of(
                Dimension.BRIGHTNESS, sum / pixels / 255,
                Dimension.SHADOWS, dark / pixels,
                Dimension.HIGHLIGHTS, bright / pixels);
    }
}
