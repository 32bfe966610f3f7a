package dev.comfymesh.scoring.domain;

import dev.comfymesh.scoring.domain.Rule.Bound;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Where a rule draws its line: at a number, or at one that follows from the pool or from a reference picture. */
public sealed interface Threshold {
    record Absolute(double value) implements Threshold {}

    /**
     * So many percent of what was measured in the pool lie below it.
     *
     * @param absolute a line that holds as well, whatever the pool is like; null for none
     */
    record Percentile(double percent, @Nullable Double absolute) implements Threshold {
        public Percentile {
            if (!(percent >= 0 && percent <= 100)) {
                throw new IllegalArgumentException("percent %s is not in [0, 100]".formatted(percent));
            }
        }

        private double of(double[] values, Bound bound) {
            var line = percentile(values);
            if (absolute == null) {
                return line;
            }
            return switch (bound) {
                case AT_LEAST -> Math.max(line, absolute);
                case AT_MOST -> Math.min(line, absolute);
            };
        }

        /** Between the two nearest values by share, as common statistics packages do by default. */
        private double percentile(double[] values) {
            var sorted = values.clone();
            Arrays.sort(sorted);
            var place = percent / 100 * (sorted.length - 1);
            var below = sorted[(int) Math.floor(place)];
            var above = sorted[(int) Math.ceil(place)];
            return below + (place - Math.floor(place)) * (above - below);
        }
    }

    /** So many times what was measured in the job's own reference picture, or else in that of the profile. */
    record OfReference(double factor, double reference) implements Threshold {}

    default boolean comparesPool() {
        return this instanceof Percentile;
    }

    default boolean comparesReference() {
        return this instanceof OfReference;
    }

    /** The line for a rule with this bound; empty when what it follows from was not measured. */
    default OptionalDouble of(Dimension dimension, Bound bound, Subject subject) {
        return switch (this) {
            case Absolute(var value) -> OptionalDouble.of(value);
            case OfReference(var factor, var usual) -> {
                var own = subject.own().reference();
                var reference = own == null ? OptionalDouble.of(usual) : own.find(dimension);
                yield reference.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(factor * reference.getAsDouble());
            }
            case Percentile percentile -> {
                var values = subject.pool().stream()
                        .flatMapToDouble(seen -> seen.find(dimension).stream())
                        .toArray();
                yield values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(percentile.of(values, bound));
            }
        };
    }
}
