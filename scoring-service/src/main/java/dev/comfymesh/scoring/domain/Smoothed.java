package dev.comfymesh.scoring.domain;

/** Luma of the picture reduced to this side, smoothed so often by 1, 2, 1 both ways, mirrored at the edges. */
record Smoothed(int maxSide, int times) implements Feature<Smoothed.Plane> {
    /** Row by row; the values are to be read alone. */
    record Plane(int width, int height, float[] values) {}

    @Override
    public Plane of(Features features) {
        if (times == 0) {
            return luma(features.of(new Feature.Within(maxSide)));
        }
        var rougher = features.of(new Smoothed(maxSide, times - 1));
        var across = smoothed(rougher.values(), rougher.width(), rougher.height(), 1, rougher.width());
        var both = smoothed(across, rougher.height(), rougher.width(), rougher.width(), 1);
        return new Plane(rougher.width(), rougher.height(), both);
    }

    private static Plane luma(Picture picture) {
        var values = new float[picture.pixels()];
        for (var index = 0; index < values.length; index++) {
            values[index] = picture.at(index);
        }
        return new Plane(picture.width(), picture.height(), values);
    }

    /** So many lines of this length; {@code along} leads to the next of a line, {@code aside} to the next line. */
    private static float[] smoothed(float[] from, int length, int lines, int along, int aside) {
        var to = new float[from.length];
        for (var line = 0; line < lines; line++) {
            var first = line * aside;
            for (var index = 0; index < length; index++) {
                var at = first + index * along;
                var before = from[first + mirrored(index - 1, length) * along];
                var after = from[first + mirrored(index + 1, length) * along];
                to[at] = (before + 2 * from[at] + after) / 4;
            }
        }
        return to;
    }

    /** The index beside the edge that mirrors one beyond it: the edge itself is not repeated. */
    static int mirrored(int index, int length) {
        if (length == 1) {
            return 0;
        }
        if (index < 0) {
            return -index;
        }
        return index < length ? index : 2 * length - 2 - index;
    }
}
