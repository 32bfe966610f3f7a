package dev.comfymesh.scoring.adapter.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Gap;
import dev.comfymesh.scoring.domain.Gap.Cause;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Measurements.Run;
import dev.comfymesh.scoring.domain.Region;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measurements as a column holds them: by the word for each dimension, and for how long each scorer took, by its id. Rows of
 * older versions hold less.
 *
 * @param unavailable of those that are unknown, those for want of a model
 * @param models what each scorer measured with, if anything
 */
record StoredMeasurements(
        Map<String, Double> values,
        @Nullable Map<String, String> unknown,
        @Nullable List<String> unavailable,
        @Nullable Map<String, Long> micros,
        @Nullable Map<String, List<String>> models,
        @Nullable List<StoredRegion> regions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StoredMeasurements reference) {

    record StoredRegion(String dimension, double left, double top, double width, double height, String label) {
        private static StoredRegion of(Region region) {
            return new StoredRegion(
                    region.dimension().word(),
                    rounded(region.left()),
                    rounded(region.top()),
                    rounded(region.width()),
                    rounded(region.height()),
                    region.label());
        }

        /** To a tenth of a pixel of common pictures. */
        private static double rounded(double share) {
            return Math.round(share * 10_000) / 10_000.0;
        }

        private Stream<Region> region() {
            return Dimension.find(dimension).map(known -> new Region(known, left, top, width, height, label)).stream();
        }
    }

    static StoredMeasurements of(Measurements measurements) {
        var unknown = new LinkedHashMap<String, String>();
        measurements.unknown().forEach((dimension, gap) -> unknown.put(dimension.word(), gap.why()));
        var values = new LinkedHashMap<String, Double>();
        measurements.values().forEach((dimension, value) -> values.put(dimension.word(), value));
        var micros = new LinkedHashMap<String, Long>();
        var models = new LinkedHashMap<String, List<String>>();
        for (var run : measurements.runs()) {
            micros.put(run.scorer(), run.micros());
            if (!run.models().isEmpty()) {
                models.put(run.scorer(), run.models());
            }
        }
        var unavailable = measurements.unknown().entrySet().stream()
                .filter(entry -> entry.getValue().cause() == Cause.MODEL_UNAVAILABLE)
                .map(entry -> entry.getKey().word())
                .toList();
        var regions = measurements.regions().stream().map(StoredRegion::of).toList();
        var reference = measurements.reference();
        return new StoredMeasurements(
                values, unknown, unavailable, micros, models, regions, reference == null ? null : of(reference));
    }

    /** Without the dimensions that this release does not know. */
    Measurements measurements() {
        return new Measurements(
                known(values),
                gaps(),
                runs(),
                orNone(regions).stream().flatMap(StoredRegion::region).toList(),
                reference == null ? null : reference.measurements());
    }

    private Map<Dimension, Gap> gaps() {
        var unavailable = orNone(this.unavailable);
        var gaps = new EnumMap<Dimension, Gap>(Dimension.class);
        known(orNone(unknown)).forEach((dimension, why) -> {
            var cause = unavailable.contains(dimension.word()) ? Cause.MODEL_UNAVAILABLE : Cause.UNKNOWN;
            gaps.put(dimension, new Gap(cause, why));
        });
        return gaps;
    }

    private List<Run> runs() {
        var models = orNone(this.models);
        return orNone(micros).entrySet().stream()
                .map(run -> new Run(run.getKey(), run.getValue(), orNone(models.get(run.getKey()))))
                .toList();
    }

    private static <T> Map<Dimension, T> known(Map<String, T> words) {
        var known = new EnumMap<Dimension, T>(Dimension.class);
        words.forEach((word, value) -> Dimension.find(word).ifPresent(dimension -> known.put(dimension, value)));
        return known;
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    private static <T> Map<String, T> orNone(@Nullable Map<String, T> map) {
        return Objects.requireNonNullElse(map, Map.of());
    }
}
