package dev.comfymesh.scoring.domain.sight;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.List;

/**
 * A square that a network is shown of a picture: as long as its side in pixels, and turned clockwise by its angle in radians. Places in
 * it are shares of its side, from its own upper left corner. What is beyond the picture is black.
 */
public record Crop(Point middle, double side, double angle) {
    /** More samples of one pixel of the crop, each way, than these would cost more than they show. */
    private static final int MOST_SAMPLES = 3;

    /** All of a picture of this size, which is centred in it. */
    public static Crop whole(int width, int height) {
        return new Crop(new Point(width / 2.0, height / 2.0), Math.max(width, height), 0);
    }

    /** Around a box, so many times as long as its longer side, turned so that one point is level with, and right of, the other. */
    public static Crop around(Box box, double times, Point from, Point to) {
        return new Crop(
                box.middle(),
                times * Math.max(box.width(), box.height()),
                StrictMath.atan2(to.y() - from.y(), to.x() - from.x()));
    }

    /**
     * The one in which some points of the picture lie as near as can be to these places, by the least sum of squares.
     *
     * @param places in shares of the crop
     */
    public static Crop aligning(List<Point> points, List<Point> places) {
        var pointMiddle = mean(points);
        var placeMiddle = mean(places);
        var along = 0.0;
        var across = 0.0;
        var spread = 0.0;
        for (var index = 0; index < points.size(); index++) {
            var x = places.get(index).x() - placeMiddle.x();
            var y = places.get(index).y() - placeMiddle.y();
            var toX = points.get(index).x() - pointMiddle.x();
            var toY = points.get(index).y() - pointMiddle.y();
            along += x * toX + y * toY;
            across += x * toY - y * toX;
            spread += x * x + y * y;
        }
        var side = Math.sqrt(along * along + across * across) / spread;
        var turned = new Crop(pointMiddle, side, StrictMath.atan2(across, along));
        return new Crop(turned.at(1 - placeMiddle.x(), 1 - placeMiddle.y()), side, turned.angle);
    }

    private static Point mean(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::x).sum() / points.size(),
                points.stream().mapToDouble(Point::y).sum() / points.size());
    }

    /** The same of a picture that is so many times as large. */
    public Crop enlarged(double times) {
        return new Crop(new Point(middle.x() * times, middle.y() * times), side * times, angle);
    }

    /** Where in the picture a place of the crop is. */
    public Point at(double across, double down) {
        var cos = StrictMath.cos(angle) * side;
        var sin = StrictMath.sin(angle) * side;
        var x = across - 0.5;
        var y = down - 0.5;
        return new Point(middle.x() + x * cos - y * sin, middle.y() + x * sin + y * cos);
    }

    /** Where in the crop a place of the picture is. */
    public Point placeOf(double x, double y) {
        var cos = StrictMath.cos(angle) / side;
        var sin = StrictMath.sin(angle) / side;
        var right = x - middle.x();
        var down = y - middle.y();
        return new Point(0.5 + right * cos + down * sin, 0.5 - right * sin + down * cos);
    }

    /** Red, green and blue of each of {@code count} x {@code count} pixels, each {@code (value - zero) / unit}, as [1, count, count, 3]. */
    public Tensor.Floats pixelByPixel(Colours of, int count, double zero, double unit) {
        var values = sampled(of, count);
        for (var at = 0; at < values.length; at++) {
            values[at] = (float) ((values[at] - zero) / unit);
        }
        return new Tensor.Floats(new int[] {1, count, count, 3}, values);
    }

    /** The same as [1, 3, count, count]. */
    public Tensor.Floats bandByBand(Colours of, int count, double zero, double unit) {
        var pixels = pixelByPixel(of, count, zero, unit).values();
        var values = new float[pixels.length];
        for (var at = 0; at < values.length; at++) {
            values[at % 3 * count * count + at / 3] = pixels[at];
        }
        return new Tensor.Floats(new int[] {1, 3, count, count}, values);
    }

    private float[] sampled(Colours of, int count) {
        var times = Math.clamp((int) Math.ceil(side / count), 1, MOST_SAMPLES);
        var origin = at(0, 0);
        var step = 1.0 / count / times;
        var cos = StrictMath.cos(angle) * side * step;
        var sin = StrictMath.sin(angle) * side * step;
        var sums = new float[count * count * 3];
        var sample = new Sample(of, sums, 1f / (times * times));
        for (var row = 0; row < count * times; row++) {
            for (var column = 0; column < count * times; column++) {
                sample.add(
                        origin.x() + (column + 0.5) * cos - (row + 0.5) * sin - 0.5,
                        origin.y() + (column + 0.5) * sin + (row + 0.5) * cos - 0.5,
                        (row / times * count + column / times) * 3);
            }
        }
        return sums;
    }

    /** Adds to each sum what a picture has between four of its pixels. */
    private record Sample(Colours of, float[] sums, float weight) {
        void add(double x, double y, int sum) {
            var left = (int) Math.floor(x);
            var top = (int) Math.floor(y);
            var across = (float) (x - left);
            var down = (float) (y - top);
            add(left, top, (1 - across) * (1 - down), sum);
            add(left + 1, top, across * (1 - down), sum);
            add(left, top + 1, (1 - across) * down, sum);
            add(left + 1, top + 1, across * down, sum);
        }

        private void add(int x, int y, float share, int sum) {
            if (x >= 0 && y >= 0 && x < of.width() && y < of.height()) {
                var pixel = y * of.width() + x;
                sums[sum] += weight * share * of.red(pixel);
                sums[sum + 1] += weight * share * of.green(pixel);
                sums[sum + 2] += weight * share * of.blue(pixel);
            }
        }
    }
}
