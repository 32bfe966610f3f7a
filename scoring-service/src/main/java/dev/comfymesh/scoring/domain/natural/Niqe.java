package dev.comfymesh.scoring.domain.natural;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * NIQE: how far the statistics of a picture's blocks at two sizes are from those of undistorted photographs. 0 is best; some
 * three to five is usual for good ones.
 */
public final class Niqe implements Scorer {
    private static final int BLOCK = 96;
    private static final int FEATURES_A_SIZE = 18;
    private static final int[][] NEIGHBOURS = {{1, 0}, {0, 1}, {1, 1}, {-1, 1}};

    private final NormalPictures model;

    public Niqe(NormalPictures model) {
        this.model = model;
    }

    @Override
    public String id() {
        return "niqe@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.NIQE);
    }

    @Override
    public Reading measure(Features features) {
        var picture = features.picture();
        var across = picture.width() / BLOCK;
        var down = picture.height() / BLOCK;
        if (across * down < 2) {
            return new Reading.Unknown("NIQE needs two blocks of %d pixels a side.".formatted(BLOCK));
        }
        var whole = studioLuma(picture, across * BLOCK, down * BLOCK);
        // The smaller one first: both at once and what they are made of would not fit for the largest pictures.
        var half = Halving.SMOOTH.of(whole).normalized(1);
        var blocks = describe(whole.normalized(1), half, across, down);
        return blocks.stream().filter(NormalPictures::isComplete).count() < 2
                ? new Reading.Unknown("NIQE says nothing of a picture without texture.")
                : Reading.of(Dimension.NIQE, model.distance(blocks));
    }

    /** Luma from 16 to 235, of whole blocks only. */
    private static Plane studioLuma(Picture picture, int width, int height) {
        var values = new float[width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                values[y * width + x] = Math.round(16 + picture.at(x, y) * 219 / 255.0);
            }
        }
        return new Plane(width, height, values);
    }

    /** The features of each block; those of one without texture are NaN. */
    private static List<double[]> describe(Plane whole, Plane half, int across, int down) {
        var blocks = new ArrayList<double[]>();
        for (var column = 0; column < across; column++) {
            for (var row = 0; row < down; row++) {
                var features = new double[2 * FEATURES_A_SIZE];
                describe(Block.of(whole, column * BLOCK, row * BLOCK, BLOCK), features, 0);
                describe(Block.of(half, column * BLOCK / 2, row * BLOCK / 2, BLOCK / 2), features, FEATURES_A_SIZE);
                blocks.add(features);
            }
        }
        return blocks;
    }

    private static void describe(Block block, double[] features, int from) {
        var single = block.singles();
        features[from] = single.shape();
        features[from + 1] = (single.left() + single.right()) * single.scale() / 2;
        var at = from + 2;
        for (var neighbour : NEIGHBOURS) {
            var pair = block.pairs(neighbour[0], neighbour[1]);
            features[at++] = pair.shape();
            features[at++] = pair.mean();
            features[at++] = pair.left() * pair.scale();
            features[at++] = pair.right() * pair.scale();
        }
    }

    /** A square part of a plane, in which what leaves on one side comes in on the other. */
    private record Block(float[] values, int side) {
        static Block of(Plane plane, int left, int top, int side) {
            var values = new float[side * side];
            for (var y = 0; y < side; y++) {
                System.arraycopy(plane.values(), (top + y) * plane.width() + left, values, y * side, side);
            }
            return new Block(values, side);
        }

        Asymmetry singles() {
            var sums = new Asymmetry.Sums();
            sums.add(values, values.length);
            return sums.fit();
        }

        Asymmetry pairs(int right, int down) {
            var sums = new Asymmetry.Sums();
            var products = new float[side];
            for (var y = 0; y < side; y++) {
                var row = y * side;
                var other = (y + side - down) % side * side;
                for (var x = 0; x < side; x++) {
                    var beside = x - right;
                    beside = beside < 0 ? side - 1 : beside == side ? 0 : beside;
                    products[x] = values[row + x] * values[other + beside];
                }
                sums.add(products, side);
            }
            return sums.fit();
        }
    }
}
