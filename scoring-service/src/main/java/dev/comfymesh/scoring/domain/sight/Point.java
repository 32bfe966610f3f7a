package dev.comfymesh.scoring.domain.sight;

/** A place in a picture, in pixels from its upper left corner. */
public record Point(double x, double y) {
    public double to(Point other) {
        return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y));
    }

    static Point between(Point one, Point other) {
        return new Point((one.x + other.x) / 2, (one.y + other.y) / 2);
    }
}
