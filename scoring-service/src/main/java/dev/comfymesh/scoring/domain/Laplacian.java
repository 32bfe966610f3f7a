package dev.comfymesh.scoring.domain;

/** The 4-neighbour Laplacian of luma, mirrored at the edges, of the picture reduced to this side. */
public record Laplacian(int maxSide) implements Feature<Laplacian.Plane> {
    /** Row by row; the values are to be read alone. */
    public record Plane(int width, int height, short[] values) {
        public int at(int x, int y) {
            return values[y * width + x];
        }

        /** How far they are from their mean, squared, on the average. */
        public double variance() {
            var sum = 0L;
            var squares = 0L;
            for (var value : values) {
                sum += value;
                squares += (long) value * value;
            }
            var count = (double) values.length;
            var mean = sum / count;
            return squares / count - mean * mean;
        }
    }

    @Override
    public Plane of(Features features) {
        var picture = features.of(new Feature.Within(maxSide));
        var values = new short[picture.pixels()];
        for (var y = 0; y < picture.height(); y++) {
            var above = mirrored(y - 1, picture.height());
            var below = mirrored(y + 1, picture.height());
            for (var x = 0; x < picture.width(); x++) {
                var laplacian = picture.at(x, above)
                        + picture.at(x, below)
                        + picture.at(mirrored(x - 1, picture.width()), y)
                        + picture.at(mirrored(x + 1, picture.width()), y)
                        - 4 * picture.at(x, y);
                values[y * picture.width() + x] = (short) laplacian;
            }
        }
        return new Plane(picture.width(), picture.height(), values);
    }

    /** The index beside the edge that mirrors one beyond it: the edge itself is not repeated. */
    private static int mirrored(int index, int length) {
        if (length == 1) {
            return 0;
        }
        if (index < 0) {
            return -index;
        }
        return index < length ? index : 2 * length - 2 - index;
    }
}
