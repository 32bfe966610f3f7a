package dev.comfymesh.scoring.domain.text;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.model.Tensor;

/**
 * Makes the input of a network from a box of a picture: blue, green and red planes, the shares of white less a mean, in units
 * of a deviation, as networks that were trained with OpenCV want them. Beyond its edges the picture goes on as it ends.
 *
 * @param means of blue, green and red
 */
record Cutting(float[] means, float[] deviations) {
    private static final int BANDS = 3;

    /** How many pixels a side a sample is made of. */
    private static final int REACH = 2;

    /** @param padded how wide the input is; what the box does not fill is zeros */
    Tensor.Floats cut(Colours colours, Slant box, int width, int height, int padded) {
        var values = new float[BANDS * padded * height];
        var finest = Math.max(box.width() / width, box.height() / height);
        var times = Math.max(1, (int) Math.ceil(finest / REACH - 0.01));
        var sums = new double[BANDS];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                sum(colours, box, x, y, width, height, times, sums);
                for (var band = 0; band < BANDS; band++) {
                    var share = (float) (sums[band] / (255.0 * times * times));
                    values[(band * height + y) * padded + x] = (share - means[band]) / deviations[band];
                }
            }
        }
        return new Tensor.Floats(new int[] {1, BANDS, height, padded}, values);
    }

    /** The samples of one pixel of the input: so many a side that none of the picture's pixels is passed over. */
    private static void sum(Colours colours, Slant box, int x, int y, int width, int height, int times, double[] sums) {
        sums[0] = 0;
        sums[1] = 0;
        sums[2] = 0;
        for (var row = 0; row < times; row++) {
            var down = 2 * (y + (row + 0.5) / times) / height - 1;
            for (var column = 0; column < times; column++) {
                var along = 2 * (x + (column + 0.5) / times) / width - 1;
                add(
                        colours,
                        box.x() + along * box.alongX() + down * box.downX() - 0.5,
                        box.y() + along * box.alongY() + down * box.downY() - 0.5,
                        sums);
            }
        }
    }

    private static void add(Colours colours, double x, double y, double[] sums) {
        var insideX = Math.clamp(x, 0.0, colours.width() - 1.0);
        var insideY = Math.clamp(y, 0.0, colours.height() - 1.0);
        var left = (int) insideX;
        var top = (int) insideY;
        var right = Math.min(left + 1, colours.width() - 1);
        var bottom = Math.min(top + 1, colours.height() - 1);
        var shareX = insideX - left;
        var shareY = insideY - top;
        add(colours, top * colours.width() + left, (1 - shareX) * (1 - shareY), sums);
        add(colours, top * colours.width() + right, shareX * (1 - shareY), sums);
        add(colours, bottom * colours.width() + left, (1 - shareX) * shareY, sums);
        add(colours, bottom * colours.width() + right, shareX * shareY, sums);
    }

    private static void add(Colours colours, int index, double weight, double[] sums) {
        sums[0] += weight * colours.blue(index);
        sums[1] += weight * colours.green(index);
        sums[2] += weight * colours.red(index);
    }
}
