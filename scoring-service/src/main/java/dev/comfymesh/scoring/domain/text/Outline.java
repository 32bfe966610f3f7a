package dev.comfymesh.scoring.domain.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The points of a spot that matter for its shape: of each row the first and the last. */
final class Outline {
    private record Point(double x, double y) {
        /** Twice the area of the triangle, more than 0 when it goes round to the left. */
        double turn(Point first, Point second) {
            return (first.x - x) * (second.y - y) - (first.y - y) * (second.x - x);
        }
    }

    private final List<Point> points = new ArrayList<>();

    void row(int first, int last, int y) {
        points.add(new Point(first, y));
        points.add(new Point(last, y));
    }

    /** The smallest box that holds all points; one of its sides lies along the hull. */
    Slant box() {
        var hull = hull();
        var best = boxAlong(1, 0, hull);
        for (var at = 0; at < hull.size(); at++) {
            var from = hull.get(at);
            var to = hull.get((at + 1) % hull.size());
            var length = StrictMath.hypot(to.x - from.x, to.y - from.y);
            if (length > 0) {
                var box = boxAlong((to.x - from.x) / length, (to.y - from.y) / length, hull);
                if (box.area() < best.area()) {
                    best = box;
                }
            }
        }
        return best;
    }

    private static Slant boxAlong(double right, double low, List<Point> hull) {
        var least = Double.POSITIVE_INFINITY;
        var most = Double.NEGATIVE_INFINITY;
        var highest = Double.POSITIVE_INFINITY;
        var lowest = Double.NEGATIVE_INFINITY;
        for (var point : hull) {
            var along = point.x * right + point.y * low;
            var across = point.y * right - point.x * low;
            least = Math.min(least, along);
            most = Math.max(most, along);
            highest = Math.min(highest, across);
            lowest = Math.max(lowest, across);
        }
        var along = (least + most) / 2;
        var across = (highest + lowest) / 2;
        var halfWidth = (most - least) / 2;
        var halfHeight = (lowest - highest) / 2;
        return Slant.reading(
                along * right - across * low,
                along * low + across * right,
                halfWidth * right,
                halfWidth * low,
                -halfHeight * low,
                halfHeight * right);
    }

    /** By monotone chains: the lower one from left to right, and the upper one back. */
    private List<Point> hull() {
        points.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
        var hull = new ArrayList<Point>();
        chain(points, hull, 1);
        chain(points.reversed(), hull, hull.size());
        return hull;
    }

    private static void chain(List<Point> points, List<Point> hull, int kept) {
        for (var point : points) {
            while (hull.size() > kept && hull.get(hull.size() - 2).turn(hull.getLast(), point) <= 0) {
                hull.removeLast();
            }
            hull.add(point);
        }
    }
}
