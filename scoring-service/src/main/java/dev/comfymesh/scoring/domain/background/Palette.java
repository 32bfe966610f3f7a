package dev.comfymesh.scoring.domain.background;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.sight.Lab;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The colours that something has, told as coarsely as light and shade need it. */
final class Palette {
    /** Lightness is told in steps of 25, the rest in steps of 10. */
    private record Cell(int lightness, int greenToRed, int blueToYellow) {
        static Cell of(Lab colour) {
            return new Cell((int) Math.floor(colour.lightness() / 25), (int) Math.floor(colour.greenToRed() / 10), (int)
                    Math.floor(colour.blueToYellow() / 10));
        }

        void addNeighbours(Set<Cell> cells) {
            for (var down = -1; down <= 1; down++) {
                for (var across = -1; across <= 1; across++) {
                    for (var deep = -1; deep <= 1; deep++) {
                        cells.add(new Cell(lightness + down, greenToRed + across, blueToYellow + deep));
                    }
                }
            }
        }
    }

    /** What fewer of a reference's pixels have is chance. */
    private static final double LEAST_SHARE = 0.01;

    private final Set<Cell> known = new HashSet<>();

    /** Takes in what many of these pixels have, and what lies beside it. */
    void learn(Colours colours, int[] pixels) {
        Map<Cell, Integer> counts = new HashMap<>();
        for (var pixel : pixels) {
            counts.merge(Cell.of(Lab.of(colours, pixel)), 1, Integer::sum);
        }
        counts.forEach((cell, count) -> {
            if (count >= LEAST_SHARE * pixels.length) {
                cell.addNeighbours(known);
            }
        });
    }

    /** How many of these pixels have known colours. */
    double share(Colours colours, int[] pixels) {
        return (double) Arrays.stream(pixels)
                        .filter(pixel -> known.contains(Cell.of(Lab.of(colours, pixel))))
                        .count()
                / pixels.length;
    }
}
