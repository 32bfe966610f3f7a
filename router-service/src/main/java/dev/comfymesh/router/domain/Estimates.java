package dev.comfymesh.router.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long workflows of one shape run: as learned on targets of the same grade, else as learned on others, by how the grades compare,
 * else as nobody knows better.
 */
public final class Estimates {
    private final Map<String, Service> byShape = new HashMap<>();
    private final Map<String, Double> paces = new HashMap<>();
    private final Service unlearned;

    /**
     * What was learned of a shape of workflow on targets of a grade, which may be a single one.
     *
     * @param spreadPerMille the deviation of the logarithm of its length; 0 where that is not known
     */
    public record Estimate(String shape, String grade, long serviceMillis, long spreadPerMille) {
        public Estimate(String shape, String grade, long serviceMillis) {
            this(shape, grade, serviceMillis, 0);
        }
    }

    /** How long one workflow runs, grade by grade. */
    final class Service {
        private final String shape;
        private final Map<String, Estimate> learned = new HashMap<>();
        private double atPaceOne;
        private long spreadPerMille;

        private Service(String shape, double atPaceOne) {
            this.shape = shape;
            this.atPaceOne = atPaceOne;
        }

        String shape() {
            return shape;
        }

        /** Wherever it may run. */
        long averageMillis() {
            return Math.round(atPaceOne);
        }

        /** How long it took there; 0, the least that is certain, before its first success there. */
        long atLeastMillis(String grade) {
            var known = learned.get(grade);
            return known == null ? 0 : known.serviceMillis();
        }

        long expectedMillis(String grade) {
            return on(grade).serviceMillis();
        }

        /** As learned there, or as is to be expected there. */
        Estimate on(String grade) {
            var known = learned.get(grade);
            if (known != null) {
                return known;
            }
            var millis = learned.isEmpty() ? averageMillis() : Math.round(atPaceOne * pace(grade));
            return new Estimate(shape, grade, millis, spreadPerMille);
        }

        private void settle(List<Estimate> seen) {
            atPaceOne = mean(seen.stream()
                    .map(one -> one.serviceMillis() / pace(one.grade()))
                    .toList());
            spreadPerMille = Math.round(
                    mean(seen.stream().map(one -> (double) one.spreadPerMille()).toList()));
        }
    }

    public Estimates(Collection<Estimate> estimates, Duration otherwise) {
        unlearned = new Service("", otherwise.toMillis());
        for (var one : estimates) {
            byShape.computeIfAbsent(one.shape(), shape -> new Service(shape, 0))
                    .learned
                    .put(one.grade(), one);
        }
        compareGrades();
        byShape.values().forEach(service -> service.settle(List.copyOf(service.learned.values())));
    }

    boolean know(String shape) {
        return byShape.containsKey(shape);
    }

    /** Workflows of which nothing was learned all answer the same. */
    Service of(String shape) {
        return byShape.getOrDefault(shape, unlearned);
    }

    /** How many times as long as the average the same takes on targets of a grade. */
    private double pace(String grade) {
        return paces.getOrDefault(grade, 1.0);
    }

    private void compareGrades() {
        var times = new HashMap<String, List<Double>>();
        for (var service : byShape.values()) {
            if (service.learned.size() > 1) {
                var mean = mean(service.learned.values().stream()
                        .map(one -> (double) one.serviceMillis())
                        .toList());
                for (var one : service.learned.values()) {
                    times.computeIfAbsent(one.grade(), _ -> new ArrayList<>())
                            .add(mean == 0 ? 1 : one.serviceMillis() / mean);
                }
            }
        }
        times.forEach((grade, all) -> paces.put(grade, Math.max(0.01, mean(all))));
    }

    /** Sorted first: a sum of doubles must not depend on the order of a hash table. */
    private static double mean(List<Double> values) {
        return values.stream().sorted().mapToDouble(value -> value).average().orElse(0);
    }
}
