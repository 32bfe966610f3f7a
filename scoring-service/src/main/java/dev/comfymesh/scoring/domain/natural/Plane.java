package dev.comfymesh.scoring.domain.natural;

import dev.comfymesh.scoring.domain.Picture;
import java.util.Arrays;

/** Numbers in rows; only whoever makes the array writes to it. */
record Plane(int width, int height, float[] values) {
    private static final int RADIUS = 3;
    private static final float[] GAUSSIAN = gaussian(7.0 / 6);

    static Plane of(Picture picture, float unit) {
        var values = new float[picture.pixels()];
        for (var index = 0; index < values.length; index++) {
            values[index] = picture.at(index) * unit;
        }
        return new Plane(picture.width(), picture.height(), values);
    }

    float at(int x, int y) {
        return values[y * width + x];
    }

    /**
     * Each number less the mean around it, over the deviation around it plus {@code floor}: what is left of a photograph when
     * its light and contrast are taken away.
     */
    Plane normalized(float floor) {
        var means = blurred();
        var squares = squared().blurred();
        var normalized = new float[values.length];
        for (var index = 0; index < normalized.length; index++) {
            var mean = means.values[index];
            var variance = squares.values[index] - mean * mean;
            // Where all is flat, rounding may leave less than nothing: there is nothing to be seen then.
            normalized[index] = variance < 0 ? 0 : (values[index] - mean) / ((float) Math.sqrt(variance) + floor);
        }
        return new Plane(width, height, normalized);
    }

    private Plane squared() {
        var squared = new float[values.length];
        for (var index = 0; index < squared.length; index++) {
            squared[index] = values[index] * values[index];
        }
        return new Plane(width, height, squared);
    }

    /** Under a Gaussian of seven numbers; edges are repeated. */
    private Plane blurred() {
        var across = new float[values.length];
        var row = new float[width + 2 * RADIUS];
        for (var y = 0; y < height; y++) {
            System.arraycopy(values, y * width, row, RADIUS, width);
            Arrays.fill(row, 0, RADIUS, values[y * width]);
            Arrays.fill(row, RADIUS + width, row.length, values[(y + 1) * width - 1]);
            for (var x = 0; x < width; x++) {
                across[y * width + x] = GAUSSIAN[0] * row[x + 3]
                        + GAUSSIAN[1] * (row[x + 2] + row[x + 4])
                        + GAUSSIAN[2] * (row[x + 1] + row[x + 5])
                        + GAUSSIAN[3] * (row[x] + row[x + 6]);
            }
        }
        return new Plane(width, height, across).blurredDown();
    }

    private Plane blurredDown() {
        var down = new float[values.length];
        var rows = new int[2 * RADIUS + 1];
        for (var y = 0; y < height; y++) {
            for (var offset = 0; offset < rows.length; offset++) {
                rows[offset] = Math.clamp(y + offset - RADIUS, 0, height - 1) * width;
            }
            for (var x = 0; x < width; x++) {
                down[y * width + x] = GAUSSIAN[0] * values[rows[3] + x]
                        + GAUSSIAN[1] * (values[rows[2] + x] + values[rows[4] + x])
                        + GAUSSIAN[2] * (values[rows[1] + x] + values[rows[5] + x])
                        + GAUSSIAN[3] * (values[rows[0] + x] + values[rows[6] + x]);
            }
        }
        return new Plane(width, height, down);
    }

    private static float[] gaussian(double deviation) {
        var weights = new double[RADIUS + 1];
        var sum = 0.0;
        for (var distance = 0; distance <= RADIUS; distance++) {
            weights[distance] = StrictMath.exp(-distance * distance / (2 * deviation * deviation));
            sum += distance == 0 ? weights[0] : 2 * weights[distance];
        }
        var gaussian = new float[RADIUS + 1];
        for (var distance = 0; distance <= RADIUS; distance++) {
            gaussian[distance] = (float) (weights[distance] / sum);
        }
        return gaussian;
    }
}
