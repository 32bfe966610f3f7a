package dev.comfymesh.scoring.domain;

import dev.comfymesh.scoring.domain.Measurements.Run;
import dev.comfymesh.scoring.domain.Scorer.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * All scorers, each asked only if something of what it measures is wanted. One that fails keeps no other from measuring.
 *
 * @param nanoClock for how long each took; what they share counts for the one that needed it first
 */
public record Panel(List<Scorer> scorers, LongSupplier nanoClock) {
    public Panel {
        scorers = List.copyOf(scorers);
    }

    public Measurements measure(Picture picture, Set<Dimension> wanted) {
        return measure(new Features(picture), wanted);
    }

    public Measurements measure(Features features, Set<Dimension> wanted) {
        var regions = new ArrayList<Region>();
        var values = new EnumMap<Dimension, Double>(Dimension.class);
        var unknown = new EnumMap<Dimension, Gap>(Dimension.class);
        var runs = new ArrayList<Run>();
        for (var scorer : scorers) {
            if (!Collections.disjoint(scorer.dimensions(), wanted)) {
                var models = List.<String>of();
                var begin = nanoClock.getAsLong();
                switch (ask(scorer, features)) {
                    case Reading.Seen seen -> {
                        sort(seen.values(), values, unknown);
                        regions.addAll(seen.regions());
                        models = seen.models();
                    }
                    case Reading.Unknown(var why) -> leave(scorer, Gap.unknown(why), unknown);
                    case Reading.Unavailable(var model, var why) -> leave(scorer, Gap.unavailable(model, why), unknown);
                }
                runs.add(new Run(scorer.id(), (nanoClock.getAsLong() - begin) / 1_000, models));
            }
        }
        return new Measurements(values, unknown, runs, regions);
    }

    /** Whether references or a mask would be looked at. */
    public boolean needsReferences(Set<Dimension> wanted) {
        return scorers.stream()
                .anyMatch(scorer -> scorer.needsReferences() && !Collections.disjoint(scorer.dimensions(), wanted));
    }

    private static Reading ask(Scorer scorer, Features features) {
        try {
            return scorer.measure(features);
        } catch (RuntimeException broken) {
            // A candidate must not wait for ever because one of many scorers breaks over it; its verdict says so.
            return new Reading.Unknown("%s broke: %s".formatted(scorer.id(), broken));
        }
    }

    private static void leave(Scorer scorer, Gap gap, Map<Dimension, Gap> unknown) {
        scorer.dimensions().forEach(dimension -> unknown.put(dimension, gap));
    }

    private static void sort(Map<Dimension, Double> seen, Map<Dimension, Double> values, Map<Dimension, Gap> unknown) {
        seen.forEach((dimension, value) -> {
            if (Double.isFinite(value)) {
                values.put(dimension, value);
            } else {
                unknown.put(dimension, Gap.unknown("It was measured as " + value + "."));
            }
        });
    }
}
