package dev.comfymesh.scoring.domain.sight;

import java.util.List;
import java.util.stream.IntStream;

/** A closed line through points, and what is inside. */
public record Polygon(List<Point> corners) {
    public Polygon {
        corners = List.copyOf(corners);
    }

    public Box box() {
        return Box.around(corners);
    }

    /** The indexes, row by row, of the pixels of a picture of this size whose middle is inside. */
    public IntStream pixels(int width, int height) {
        var box = box().within(width, height);
        var right = Math.min(width, (int) Math.ceil(box.left() + box.width()));
        var bottom = Math.min(height, (int) Math.ceil(box.top() + box.height()));
        return IntStream.range((int) box.top(), bottom)
                .flatMap(y -> IntStream.range((int) box.left(), right)
                        .filter(x -> contains(x + 0.5, y + 0.5))
                        .map(x -> y * width + x));
    }

    /** Whether a line from there to the right crosses it an odd number of times. */
    boolean contains(double x, double y) {
        var inside = false;
        for (var index = 0; index < corners.size(); index++) {
            var one = corners.get(index);
            var other = corners.get((index + 1) % corners.size());
            if (one.y() > y != other.y() > y
                    && x < one.x() + (y - one.y()) / (other.y() - one.y()) * (other.x() - one.x())) {
                inside = !inside;
            }
        }
        return inside;
    }
}
