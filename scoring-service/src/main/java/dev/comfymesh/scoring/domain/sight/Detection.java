package dev.comfymesh.scoring.domain.sight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that a network found in a picture.
 *
 * @param points on it, in an order that the network has
 * @param confidence from 0 to 1
 */
public record Detection(Box box, List<Point> points, double confidence) {
    private static final Comparator<Detection> SUREST_FIRST =
            Comparator.comparingDouble(Detection::confidence).reversed();

    public Detection {
        points = List.copyOf(points);
    }

    /** One for each thing: the surest, without those that overlap it by more than this, and so on. */
    public static List<Detection> distinct(List<Detection> all, double overlap) {
        var kept = new ArrayList<Detection>();
        for (var one : all.stream().sorted(SUREST_FIRST).toList()) {
            if (kept.stream().noneMatch(other -> other.box.overlap(one.box) > overlap)) {
                kept.add(one);
            }
        }
        return kept;
    }
}
