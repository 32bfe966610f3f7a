package dev.comfymesh.scoring.domain;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What was seen in one picture: a finite number for each dimension that was measured. What was not asked for is in neither
 * map.
 *
 * @param unknown what was asked for and could not be measured, and why
 * @param runs who measured
 * @param regions where something was seen
 * @param reference what was measured in the job's own reference picture; null where nobody asked for it, or there is none
 */
public record Measurements(
        Map<Dimension, Double> values,
        Map<Dimension, Gap> unknown,
        List<Run> runs,
        List<Region> regions,
        @Nullable Measurements reference) {
    /**
     * A scorer with its version, and how long it took.
     *
     * @param models what it measured with, each by its id and digest
     */
    public record Run(String scorer, long micros, List<String> models) {
        public Run {
            models = List.copyOf(models);
        }

        /** Without any model. */
        public Run(String scorer, long micros) {
            this(scorer, micros, List.of());
        }
    }

    /** Where nothing was seen in any one place. */
    public Measurements(Map<Dimension, Double> values, Map<Dimension, Gap> unknown, List<Run> runs) {
        this(values, unknown, runs, List.of());
    }

    /** Of a picture that is compared with none. */
    public Measurements(
            Map<Dimension, Double> values, Map<Dimension, Gap> unknown, List<Run> runs, List<Region> regions) {
        this(values, unknown, runs, regions, null);
    }

    public Measurements {
        values = ordered(values);
        unknown = ordered(unknown);
        runs = List.copyOf(runs);
        regions = List.copyOf(regions);
        values.forEach((dimension, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(dimension + " was measured as " + value);
            }
        });
    }

    public Measurements comparedWith(@Nullable Measurements picture) {
        return new Measurements(values, unknown, runs, regions, picture);
    }

    /** Empty when it was not asked for, or is unknown. */
    public OptionalDouble find(Dimension dimension) {
        var value = values.get(dimension);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Why there is no number for the dimension. */
    public Gap gap(Dimension dimension) {
        return unknown.getOrDefault(dimension, Gap.unknown("The %s was not measured.".formatted(dimension.word())));
    }

    public double of(Dimension dimension) {
        return find(dimension).orElseThrow(() -> new IllegalStateException(dimension + " is missing"));
    }

    private static <T> Map<Dimension, T> ordered(Map<Dimension, T> map) {
        var ordered = new EnumMap<Dimension, T>(Dimension.class);
        ordered.putAll(map);
        return Collections.unmodifiableMap(ordered);
    }
}
