package dev.comfymesh.scoring.domain;

import dev.comfymesh.scoring.domain.model.Models;
import java.util.Arrays;
import java.util.List;
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

    /** The ids of the models without which it can measure nothing. */
    default Set<String> models() {
        return Set.of();
    }

    /** Whether it looks at references or the mask of the {@link Intent}; they are read for those alone that do. */
    default boolean needsReferences() {
        return false;
    }

    Reading measure(Features features);

    /** How measuring ended. */
    sealed interface Reading {
        /**
         * @param regions where something of it was seen, in the order in which people should look
         * @param models what it was measured with, each by its id and digest
         */
        record Seen(Map<Dimension, Double> values, List<Region> regions, List<String> models) implements Reading {
            public Seen {
                values = Map.copyOf(values);
                regions = List.copyOf(regions);
                models = List.copyOf(models);
            }

            public Seen(Map<Dimension, Double> values) {
                this(values, List.of());
            }

            public Seen(Map<Dimension, Double> values, List<Region> regions) {
                this(values, regions, List.of());
            }

            /** The same, measured with these models. */
            public Seen by(Models.Found.Ready... models) {
                return new Seen(
                        values,
                        regions,
                        Arrays.stream(models).map(Models.Found.Ready::ref).toList());
            }
        }

        /** This picture cannot be measured so. */
        record Unknown(String why) implements Reading {}

        /** No picture can be measured so, for want of a model. */
        record Unavailable(String model, String why) implements Reading {}

        static Reading of(Dimension dimension, double value) {
            return new Seen(Map.of(dimension, value));
        }

        static Reading unavailable(Models.Found.Missing model) {
            return new Unavailable(model.id(), model.why());
        }
    }
}
