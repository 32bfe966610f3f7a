package dev.comfymesh.scoring.domain;

import dev.comfymesh.scoring.domain.Scorer.Reading;
import java.util.Map;

/** Readings of pictures that can be measured. */
public final class Readings {
    private Readings() {}

    public static Map<Dimension, Double> values(Reading reading) {
        if (reading instanceof Reading.Seen seen) {
            return seen.values();
        }
        throw new AssertionError(reading);
    }
}
