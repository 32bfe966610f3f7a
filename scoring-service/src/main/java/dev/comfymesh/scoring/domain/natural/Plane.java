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
        var normalized = new float[values.length];
        var means = new Blurred(false);
        var squares = new Blurred(true);
        var mean = new float[width];
        var square = new float[width];
        for (var y = 0; y < height; y++) {
            means.readInto(mean, y);
            squares.readInto(square, y);
            for (var x = 0; x < width; x++) {
                var index = y * width + x;
                var variance = square[x] - mean[x] * mean[x];
                // Where all is flat, rounding may leave less than nothing: there is nothing to be seen then.
                normalized[index] =
                        variance < 0 ? 0 : (values[index] - mean[x]) / ((float) Math.sqrt(variance) + floor);
            }
        }
        return new Plane(width, height, normalized);
    }

    /** The numbers, or their squares, under a Gaussian of seven numbers, edges repeated; read row by row, it keeps but seven. */
    private final class Blurred {
        private final boolean squared;
        private final float[][] across = new float[2 * RADIUS + 1][width];
        private final float[] row = new float[width + 2 * RADIUS];
        private int known;

        Blurred(boolean squared) {
            this.squared = squared;
        }

        /** Rows come one after the other. */
        void readInto(float[] blurred, int y) {
            while (known <= Math.min(y + RADIUS, height - 1)) {
                blurAcross(known++);
            }
            var rows = new float[2 * RADIUS + 1][];
            for (var offset = 0; offset < rows.length; offset++) {
                rows[offset] = across[Math.clamp(y + offset - RADIUS, 0, height - 1) % across.length];
            }
            for (var x = 0; x < width; x++) {
                blurred[x] = GAUSSIAN[0] * rows[3][x]
                        + GAUSSIAN[1] * (rows[2][x] + rows[4][x])
                        + GAUSSIAN[2] * (rows[1][x] + rows[5][x])
                        + GAUSSIAN[3] * (rows[0][x] + rows[6][x]);
            }
        }

        private void blurAcross(int y) {
            System.arraycopy(values, y * width, row, RADIUS, width);
            if (squared) {
                for (var x = RADIUS; x < RADIUS + width; x++) {
                    row[x] = row[x] * row[x];
                }
            }
            Arrays.fill(row, 0, RADIUS, row[RADIUS]);
            Arrays.fill(row, RADIUS + width, row.length, row[RADIUS + width - 1]);
            var to = across[y % across.length];
            for (var x = 0; x < width; x++) {
                to[x] = GAUSSIAN[0] * row[x + 3]
                        + GAUSSIAN[1] * (row[x + 2] + row[x + 4])
                        + GAUSSIAN[2] * (row[x + 1] + row[x + 5])
                        + GAUSSIAN[3] * (row[x] + row[x + 6]);
            }
        }
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
