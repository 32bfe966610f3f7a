package dev.comfymesh.scoring.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The standard deviation of noise after Immerkaer: what a mask leaves that is blind to edges and slopes. It is taken block by
 * block, and the calm blocks speak for the picture: in the others texture looks like noise. Blocks that are nearly black or
 * white do not count, for there noise is cut off. Those in which nothing varies at all are counted: paint without noise.
 */
public final class Noise implements Scorer {
    private static final int BLOCK = 16;
    private static final int DARKEST = 8;
    private static final int BRIGHTEST = 247;
    /** Of all blocks the one that speaks, counted from the calmest. */
    private static final double SHARE = 0.1;

    private static final double TO_DEVIATION = Math.sqrt(Math.PI / 2) / 6;

    @Override
    public String id() {
        return "noise@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.NOISE, Dimension.FLATNESS);
    }

    @Override
    public Reading measure(Features features) {
        return of(features.picture());
    }

    /** What is measured in the picture reduced to this side; 0 where that is unknown. */
    record Within(int maxSide) implements Feature<Double> {
        @Override
        public Double of(Features features) {
            return Noise.of(features.of(new Feature.Within(maxSide))) instanceof Reading.Seen seen
                    ? seen.values().getOrDefault(Dimension.NOISE, 0.0)
                    : 0.0;
        }
    }

    private static Reading of(Picture picture) {
        var across = (picture.width() - 2) / BLOCK;
        var down = (picture.height() - 2) / BLOCK;
        if (across < 1 || down < 1) {
            return new Reading.Unknown("Noise needs %d pixels a side.".formatted(BLOCK + 2));
        }
        var deviations = new double[across * down];
        var known = 0;
        for (var index = 0; index < deviations.length; index++) {
            deviations[index] = deviation(picture, 1 + index % across * BLOCK, 1 + index / across * BLOCK);
            known += deviations[index] >= 0 ? 1 : 0;
        }
        if (known == 0) {
            return new Reading.Unknown("All of the picture is black or white.");
        }
        var sorted = Arrays.copyOf(deviations, deviations.length);
        Arrays.sort(sorted);
        var speaks = sorted[deviations.length - known + (int) (known * SHARE)];
        return new Reading.Seen(
                Map.of(Dimension.NOISE, speaks, Dimension.FLATNESS, flatness(deviations)),
                List.of(region(picture, across, indexOf(deviations, speaks))));
    }

    private static double flatness(double[] deviations) {
        return (double) Arrays.stream(deviations)
                        .filter(deviation -> deviation == 0)
                        .count()
                / deviations.length;
    }

    private static int indexOf(double[] deviations, double speaks) {
        var index = 0;
        while (deviations[index] != speaks) {
            index++;
        }
        return index;
    }

    private static Region region(Picture picture, int across, int index) {
        var left = 1 + index % across * BLOCK;
        var top = 1 + index / across * BLOCK;
        return new Patch(left, top, left + BLOCK, top + BLOCK).region(Dimension.NOISE, picture, "calm part");
    }

    /** Of the block that begins there; negative when its light is cut off. */
    private static double deviation(Picture picture, int left, int top) {
        var light = 0L;
        var sum = 0L;
        for (var y = top; y < top + BLOCK; y++) {
            for (var x = left; x < left + BLOCK; x++) {
                var at = y * picture.width() + x;
                light += picture.at(at);
                sum += Math.abs(masked(picture, at, picture.width()));
            }
        }
        var mean = light / (BLOCK * BLOCK);
        return mean < DARKEST || mean > BRIGHTEST ? -1 : sum * TO_DEVIATION / (BLOCK * BLOCK);
    }

    private static int masked(Picture picture, int at, int width) {
        return picture.at(at - width - 1)
                + picture.at(at - width + 1)
                + picture.at(at + width - 1)
                + picture.at(at + width + 1)
                - 2 * (picture.at(at - width) + picture.at(at + width) + picture.at(at - 1) + picture.at(at + 1))
                + 4 * picture.at(at);
    }
}
