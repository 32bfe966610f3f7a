package dev.comfymesh.scoring.domain.sight;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Region;
import java.util.Collection;

/** An upright rectangle in a picture, in pixels; it may reach beyond the picture's edges. */
public record Box(double left, double top, double width, double height) {
    /** The smallest one around some points. */
    public static Box around(Collection<Point> points) {
        var across = points.stream().mapToDouble(Point::x).summaryStatistics();
        var down = points.stream().mapToDouble(Point::y).summaryStatistics();
        return new Box(
                across.getMin(), down.getMin(), across.getMax() - across.getMin(), down.getMax() - down.getMin());
    }

    public double area() {
        return width * height;
    }

    public Point middle() {
        return new Point(left + width / 2, top + height / 2);
    }

    /** What both have in common as a share of what either has: 0 to 1. */
    public double overlap(Box other) {
        var shared = Math.max(0, Math.min(left + width, other.left + other.width) - Math.max(left, other.left))
                * Math.max(0, Math.min(top + height, other.top + other.height) - Math.max(top, other.top));
        return shared == 0 ? 0 : shared / (area() + other.area() - shared);
    }

    /** What of it lies in a picture of this size. */
    public Box within(int pictureWidth, int pictureHeight) {
        var right = Math.clamp(left + width, 0, pictureWidth);
        var bottom = Math.clamp(top + height, 0, pictureHeight);
        var inLeft = Math.clamp(left, 0, pictureWidth);
        var inTop = Math.clamp(top, 0, pictureHeight);
        return new Box(inLeft, inTop, right - inLeft, bottom - inTop);
    }

    /** For people to look at. */
    public Region region(Picture picture, Dimension dimension, String label) {
        var inside = within(picture.width(), picture.height());
        return new Region(
                dimension,
                inside.left / picture.width(),
                inside.top / picture.height(),
                inside.width / picture.width(),
                inside.height / picture.height(),
                label);
    }
}
