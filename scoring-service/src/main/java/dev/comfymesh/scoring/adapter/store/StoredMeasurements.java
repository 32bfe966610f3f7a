package dev.comfymesh.scoring.adapter.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Measurements.Run;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measurements as a column holds them: by the word for each dimension, and for how long each scorer took, by its id. Rows of
 * an older version hold values alone.
 */
record StoredMeasurements(
        Map<String, Double> values,
        @Nullable Map<String, String> unknown,
        @Nullable Map<String, Long> micros,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StoredMeasurements reference) {
    Map<String, String> whyUnknown() {
        return unknown == null ? Map.of() : unknown;
    }

    Map<String, Long> scorerMicros() {
        return micros == null ? Map.of() : micros;
    }

    static StoredMeasurements of(Measurements measurements) {
        var micros = new LinkedHashMap<String, Long>();
        for (Run run : measurements.runs()) {
            micros.put(run.scorer(), run.micros());
        }
        var reference = measurements.reference();
        return new StoredMeasurements(
                words(measurements.values()),
                words(measurements.unknown()),
                micros,
                reference == null ? null : of(reference));
    }

    /** Without the dimensions that this release does not know. */
    Measurements measurements() {
        var runs = scorerMicros().entrySet().stream()
                .map(run -> new Run(run.getKey(), run.getValue()))
                .toList();
        return new Measurements(dimensions(values), dimensions(whyUnknown()), runs)
                .comparedWith(reference == null ? null : reference.measurements());
    }

    private static <T> Map<Dimension, T> dimensions(Map<String, T> words) {
        var dimensions = new EnumMap<Dimension, T>(Dimension.class);
        for (var dimension : Dimension.values()) {
            var value = words.get(dimension.word());
            if (value != null) {
                dimensions.put(dimension, value);
            }
        }
        return dimensions;
    }

    private static <T> Map<String, T> words(Map<Dimension, T> map) {
        var words = new LinkedHashMap<String, T>();
        map.forEach((dimension, value) -> words.put(dimension.word(), value));
        return words;
    }
}
