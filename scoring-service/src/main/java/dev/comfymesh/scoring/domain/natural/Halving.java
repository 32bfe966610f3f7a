package dev.comfymesh.scoring.domain.natural;

/** Makes a plane half as large by a kernel along rows, then along columns. */
enum Halving {
    /** Cubic through the four nearest numbers, edges repeated: as OpenCV does it. */
    SHARP {
        @Override
        double weight(double distance, double scale) {
            return cubic(Math.abs(distance), -0.75);
        }

        @Override
        int reach(double scale) {
            return 2;
        }

        @Override
        int inside(int index, int length) {
            return Math.clamp(index, 0, length - 1);
        }
    },
    /** Cubic over all numbers that one of the half stands for, mirrored with the edge: as MATLAB does it. */
    SMOOTH {
        @Override
        double weight(double distance, double scale) {
            return cubic(Math.abs(distance) / scale, -0.5);
        }

        @Override
        int reach(double scale) {
            return (int) Math.ceil(2 * scale);
        }

        @Override
        int inside(int index, int length) {
            var folded = Math.floorMod(index, 2 * length);
            return folded < length ? folded : 2 * length - 1 - folded;
        }
    };

    abstract double weight(double distance, double scale);

    abstract int reach(double scale);

    abstract int inside(int index, int length);

    Plane of(Plane plane) {
        var columns = taps(plane.width(), Math.max(1, plane.width() / 2));
        var rows = taps(plane.height(), Math.max(1, plane.height() / 2));
        var narrow = new Plane(columns.length, plane.height(), new float[columns.length * plane.height()]);
        for (var y = 0; y < narrow.height(); y++) {
            for (var x = 0; x < narrow.width(); x++) {
                var sum = 0.0;
                for (var tap = 0; tap < columns[x].weights.length; tap++) {
                    sum += columns[x].weights[tap] * plane.at(columns[x].indices[tap], y);
                }
                narrow.values()[y * narrow.width() + x] = (float) sum;
            }
        }
        var half = new Plane(columns.length, rows.length, new float[columns.length * rows.length]);
        for (var y = 0; y < half.height(); y++) {
            for (var x = 0; x < half.width(); x++) {
                var sum = 0.0;
                for (var tap = 0; tap < rows[y].weights.length; tap++) {
                    sum += rows[y].weights[tap] * narrow.at(x, rows[y].indices[tap]);
                }
                half.values()[y * half.width() + x] = (float) sum;
            }
        }
        return half;
    }

    /** What one number of the half is made of. */
    private record Taps(int[] indices, double[] weights) {}

    private Taps[] taps(int length, int half) {
        var scale = (double) length / half;
        var taps = new Taps[half];
        for (var to = 0; to < half; to++) {
            taps[to] = taps((to + 0.5) * scale - 0.5, length, scale);
        }
        return taps;
    }

    private Taps taps(double centre, int length, double scale) {
        var reach = reach(scale);
        var first = (int) Math.floor(centre) - reach + 1;
        var indices = new int[2 * reach];
        var weights = new double[indices.length];
        var sum = 0.0;
        for (var tap = 0; tap < indices.length; tap++) {
            indices[tap] = inside(first + tap, length);
            weights[tap] = weight(first + tap - centre, scale);
            sum += weights[tap];
        }
        for (var tap = 0; tap < indices.length; tap++) {
            weights[tap] /= sum;
        }
        return new Taps(indices, weights);
    }

    private static double cubic(double x, double a) {
        if (x <= 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
    }
}
