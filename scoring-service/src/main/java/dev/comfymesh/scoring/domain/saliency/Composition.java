package dev.comfymesh.scoring.domain.saliency;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.Scorer;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where the subject lies, as far as what draws the eye is the subject: rules of thumb, for ranking and not for gates. */
public final class Composition implements Scorer {
    /** Less than this of the greatest is background. */
    private static final double SUBJECT = 0.35;

    private static final double THIRD = 1.0 / 3;
    /** At this distance from the nearest good place, in sides of the picture, little of the grade is left. */
    private static final double SPREAD = 0.15;

    private static final int BORDER = 2;
    /** An edge with less of the subject is not shown. */
    private static final double CUT = 0.05;

    @Override
    public String id() {
        return "composition@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.THIRDS, Dimension.BALANCE, Dimension.CUT_OFF);
    }

    @Override
    public Reading measure(Features features) {
        var saliency = features.of(Saliency.FEATURE);
        var mass = 0.0;
        var across = 0.0;
        var down = 0.0;
        var cut = 0.0;
        for (var y = 0; y < Saliency.SIDE; y++) {
            for (var x = 0; x < Saliency.SIDE; x++) {
                var value = saliency.at(x, y);
                if (value >= SUBJECT) {
                    mass += value;
                    across += value * (x + 0.5) / Saliency.SIDE;
                    down += value * (y + 0.5) / Saliency.SIDE;
                    cut += isBorder(x) || isBorder(y) ? value : 0;
                }
            }
        }
        if (mass == 0) {
            return new Reading.Unknown("Nothing in the picture draws the eye.");
        }
        var regions = Stream.concat(saliency.subject(Dimension.THIRDS).stream(), cut(saliency, CUT * mass).stream())
                .toList();
        return new Reading.Seen(
                Map.of(
                        Dimension.THIRDS,
                        thirds(across / mass, down / mass),
                        Dimension.BALANCE,
                        1 - 2 * Math.abs(across / mass - 0.5),
                        Dimension.CUT_OFF,
                        cut / mass),
                regions);
    }

    /** The edge that cuts most of the subject off; the transform is cyclic, so the one across shows some of it too. */
    private static Optional<Region> cut(Saliency saliency, double least) {
        var far = Saliency.SIDE - BORDER;
        return Stream.of(
                        new Edge("left edge", 0, 0, BORDER, Saliency.SIDE),
                        new Edge("right edge", far, 0, BORDER, Saliency.SIDE),
                        new Edge("upper edge", 0, 0, Saliency.SIDE, BORDER),
                        new Edge("lower edge", 0, far, Saliency.SIDE, BORDER))
                .max(Comparator.comparingDouble(edge -> edge.mass(saliency)))
                .filter(edge -> edge.mass(saliency) >= least)
                .map(Edge::region);
    }

    private record Edge(String label, int left, int top, int width, int height) {
        double mass(Saliency saliency) {
            var mass = 0.0;
            for (var y = top; y < top + height; y++) {
                for (var x = left; x < left + width; x++) {
                    mass += saliency.at(x, y) >= SUBJECT ? saliency.at(x, y) : 0;
                }
            }
            return mass;
        }

        Region region() {
            var side = (double) Saliency.SIDE;
            return new Region(Dimension.CUT_OFF, left / side, top / side, width / side, height / side, label);
        }
    }

    private static boolean isBorder(int index) {
        return index < BORDER || index >= Saliency.SIDE - BORDER;
    }

    /** 1 in the middle and where the lines of the thirds cross, less with the distance from the nearest of them. */
    private static double thirds(double x, double y) {
        var crossing = distance(Math.abs(x - 0.5) - (0.5 - THIRD), Math.abs(y - 0.5) - (0.5 - THIRD));
        var nearest = Math.min(crossing, distance(x - 0.5, y - 0.5));
        return StrictMath.exp(-nearest / SPREAD);
    }

    private static double distance(double across, double down) {
        return Math.sqrt(across * across + down * down);
    }
}
