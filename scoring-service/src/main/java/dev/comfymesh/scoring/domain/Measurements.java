package dev.comfymesh.scoring.domain;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was seen in one picture: a finite number for every dimension. */
public record Measurements(Map<Dimension, Double> values) {
    public Measurements {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        for (var dimension : Dimension.values()) {
            var value = values.get(dimension);
            if (value == null || !Double.isFinite(value)) {
                throw new IllegalArgumentException(dimension + " was measured as " + value);
            }
        }
    }

    /** Asks each scorer about the picture. */
    public static Measurements of(Picture picture, List<Scorer> scorers) {
        var values = new EnumMap<Dimension, Double>(Dimension.class);
        scorers.forEach(scorer -> values.putAll(scorer.measure(picture)));
        return new Measurements(values);
    }

    public double of(Dimension dimension) {
        var value = values.get(dimension);
        if (value == null) {
            throw new IllegalStateException(dimension + " is missing");
        }
        return value;
    }
}
