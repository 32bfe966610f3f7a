package dev.comfymesh.scoring.domain;

import java.util.Map;
import java.util.Set;

/**
 * Measures a picture in one or more dimensions; the same picture gives the same numbers, to the last bit, and judging is
 * not its business.
 */
public interface Scorer {
    /** Its name and version, as in {@code sharpness@1}; whatever changes a number changes the version. */
    String id();

    /** What it measures, when it can. */
    Set<Dimension> dimensions();

    Reading measure(Features features);

    /** How measuring ended. */
    sealed interface Reading {
        record Seen(Map<Dimension, Double> values) implements Reading {
            public Seen {
                values = Map.copyOf(values);
            }
        }

        /** This picture cannot be measured so. */
        record Unknown(String why) implements Reading {}

        static Reading of(Dimension dimension, double value) {
            return new Seen(Map.of(dimension, value));
        }
    }
}
