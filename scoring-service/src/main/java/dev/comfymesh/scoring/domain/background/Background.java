package dev.comfymesh.scoring.domain.background;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.sight.Lab;
import java.util.Map;
import java.util.Set;

/**
 * How clean the background is: the share of it that has edges, those along the subject aside, and how far its colours lie apart.
 * What is background is an estimate, a good one only with a mask or a model that finds people.
 */
public record Background(Models library) implements Scorer {
    /** Less is a rim, and no background. */
    private static final double LEAST_SHARE = 0.02;

    /** Grey levels from one pixel to the next. */
    private static final double EDGE = 12;

    @Override
    public String id() {
        return "background@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.BACKGROUND_CLUTTER, Dimension.BACKGROUND_SPREAD);
    }

    @Override
    public boolean needsReferences() {
        return true;
    }

    @Override
    public Reading measure(Features features) {
        return features.of(new Ground.Of(library)).read(Background::of);
    }

    private static Reading of(Ground ground) {
        if (ground.share() < LEAST_SHARE) {
            return new Reading.Unknown("The picture shows no background.");
        }
        return new Reading.Seen(Map.of(
                Dimension.BACKGROUND_CLUTTER, edges(ground),
                Dimension.BACKGROUND_SPREAD, spread(ground)));
    }

    /** Only pixels all of whose neighbours are background are asked; not a number when there are none. */
    private static double edges(Ground ground) {
        var width = ground.colours().width();
        var height = ground.colours().height();
        var luma = new Picture(ground.colours());
        var asked = 0;
        var edges = 0;
        for (var y = 1; y < height - 1; y++) {
            for (var x = 1; x < width - 1; x++) {
                if (surrounded(ground.shown(), y * width + x, width)) {
                    asked++;
                    edges += slope(luma, x, y) > EDGE ? 1 : 0;
                }
            }
        }
        return (double) edges / asked;
    }

    private static boolean surrounded(boolean[] shown, int pixel, int width) {
        for (var row = pixel - width; row <= pixel + width; row += width) {
            if (!shown[row - 1] || !shown[row] || !shown[row + 1]) {
                return false;
            }
        }
        return true;
    }

    /** By Sobel's operator, in grey levels a pixel. */
    private static double slope(Picture luma, int x, int y) {
        var across = luma.at(x + 1, y - 1)
                + 2 * luma.at(x + 1, y)
                + luma.at(x + 1, y + 1)
                - luma.at(x - 1, y - 1)
                - 2 * luma.at(x - 1, y)
                - luma.at(x - 1, y + 1);
        var down = luma.at(x - 1, y + 1)
                + 2 * luma.at(x, y + 1)
                + luma.at(x + 1, y + 1)
                - luma.at(x - 1, y - 1)
                - 2 * luma.at(x, y - 1)
                - luma.at(x + 1, y - 1);
        return Math.sqrt(across * across + down * down) / 8;
    }

    /** The root of the mean square of the distances from the mean colour. */
    private static double spread(Ground ground) {
        var mean = mean(ground.colours(), ground.shown());
        var squares = 0.0;
        var count = 0;
        for (var pixel = 0; pixel < ground.shown().length; pixel++) {
            if (ground.shown()[pixel]) {
                var distance = Lab.of(ground.colours(), pixel).distance(mean);
                squares += distance * distance;
                count++;
            }
        }
        return Math.sqrt(squares / count);
    }

    private static Lab mean(Colours colours, boolean[] shown) {
        var lightness = 0.0;
        var greenToRed = 0.0;
        var blueToYellow = 0.0;
        var count = 0;
        for (var pixel = 0; pixel < shown.length; pixel++) {
            if (shown[pixel]) {
                var colour = Lab.of(colours, pixel);
                lightness += colour.lightness();
                greenToRed += colour.greenToRed();
                blueToYellow += colour.blueToYellow();
                count++;
            }
        }
        return new Lab(lightness / count, greenToRed / count, blueToYellow / count);
    }
}
