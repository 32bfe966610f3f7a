package dev.comfymesh.scoring.domain.natural;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Scorer;
import java.util.Arrays;
import java.util.Set;

/**
 * BRISQUE, in the variant that OpenCV computes: how far the statistics of a picture at two sizes are from those of
 * photographs, as people rated distorted ones. 0 is best, 100 worst.
 */
public final class Brisque implements Scorer {
    private static final int LEAST_SIDE = 16;
    private static final int[][] NEIGHBOURS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};
    private static final int FEATURES_A_SIZE = 18;

    private final SupportVectors model;

    public Brisque(SupportVectors model) {
        this.model = model;
    }

    @Override
    public String id() {
        return "brisque@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.BRISQUE);
    }

    @Override
    public Reading measure(Features features) {
        var picture = features.picture();
        if (Math.min(picture.width(), picture.height()) < LEAST_SIDE) {
            return new Reading.Unknown("BRISQUE needs %d pixels a side.".formatted(LEAST_SIDE));
        }
        var whole = Plane.of(picture, 1 / 255f);
        var seen = new float[2 * FEATURES_A_SIZE];
        describe(whole, seen, 0);
        describe(Halving.SHARP.of(whole), seen, FEATURES_A_SIZE);
        for (var feature : seen) {
            if (Float.isNaN(feature)) {
                return new Reading.Unknown("BRISQUE says nothing of a picture without texture.");
            }
        }
        return Reading.of(Dimension.BRISQUE, Math.clamp(model.predict(seen), 0, 100));
    }

    private static void describe(Plane plane, float[] features, int from) {
        var normalized = plane.normalized(1 / 255f);
        var single = single(normalized);
        features[from] = (float) single.shape();
        features[from + 1] = (float) ((square(single.left()) + square(single.right())) / 2);
        var at = from + 2;
        for (var neighbour : NEIGHBOURS) {
            var pair = pairs(normalized, neighbour[0], neighbour[1]);
            features[at++] = (float) pair.shape();
            features[at++] = (float) pair.mean();
            features[at++] = (float) square(pair.left());
            features[at++] = (float) square(pair.right());
        }
    }

    private static Asymmetry single(Plane plane) {
        var sums = new Asymmetry.Sums();
        sums.add(plane.values(), plane.values().length);
        return sums.fit();
    }

    /** The products of each number and that one beside it; beyond the edges are zeros. */
    private static Asymmetry pairs(Plane plane, int right, int down) {
        var sums = new Asymmetry.Sums();
        var values = plane.values();
        var products = new float[plane.width()];
        for (var y = 0; y < plane.height(); y++) {
            var row = y * plane.width();
            var other = row + down * plane.width() + right;
            var inside = y + down >= 0 && y + down < plane.height();
            var reached = inside ? plane.width() - right : 0;
            for (var x = 0; x < reached; x++) {
                products[x] = values[row + x] * values[other + x];
            }
            Arrays.fill(products, reached, products.length, 0);
            sums.add(products, products.length);
        }
        return sums.fit();
    }

    private static double square(double value) {
        return value * value;
    }
}
