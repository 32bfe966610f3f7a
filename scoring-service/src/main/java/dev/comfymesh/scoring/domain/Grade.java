package dev.comfymesh.scoring.domain;

import java.util.List;

/** How good a measured value is, from 0 to 1: a line through points, level beyond the first and the last. */
public record Grade(Dimension dimension, double weight, List<Point> points) {

    /** A value of the dimension and its grade. */
    public record Point(double value, double grade) {
        public Point {
            if (!(grade >= 0 && grade <= 1)) {
                throw new IllegalArgumentException("grade " + grade + " is not in [0, 1]");
            }
        }
    }

    public Grade {
        points = List.copyOf(points);
        if (weight <= 0 || points.isEmpty()) {
            throw new IllegalArgumentException("a grade of %s needs points and a weight".formatted(dimension));
        }
        for (var index = 1; index < points.size(); index++) {
            if (points.get(index).value() <= points.get(index - 1).value()) {
                throw new IllegalArgumentException("the points of %s do not rise: %s".formatted(dimension, points));
            }
        }
    }

    public double of(Measurements measurements) {
        var value = measurements.of(dimension);
        var before = points.getFirst();
        for (var point : points) {
            if (value <= point.value()) {
                return between(before, point, value);
            }
            before = point;
        }
        return before.grade();
    }

    private static double between(Point before, Point after, double value) {
        if (before.equals(after)) {
            return after.grade();
        }
        var share = (value - before.value()) / (after.value() - before.value());
        return before.grade() + share * (after.grade() - before.grade());
    }
}
