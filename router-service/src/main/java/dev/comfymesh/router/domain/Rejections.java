package dev.comfymesh.router.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Why targets were passed over: how many for which reason, and the first few of them in a sentence each. */
public record Rejections(Map<Objection, Integer> counts, List<Rejection> examples) {
    private static final int EXAMPLES = 8;

    public static final Rejections NONE = new Rejections(Map.of(), List.of());

    public Rejections {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        examples = List.copyOf(examples);
    }

    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether this objection is what keeps the candidate from every target that takes it, now and later. */
    boolean keepsOutForGood(Objection objection) {
        return counts.containsKey(objection) && counts.keySet().stream().noneMatch(Objection::mayPass);
    }

    /** Counts rejections; a sentence is made only of the first few. */
    static final class Tally {
        private final Map<Objection, Integer> counts = new EnumMap<>(Objection.class);
        private final List<Rejection> examples = new ArrayList<>();

        /** Goes on from these. */
        static Tally from(Rejections before) {
            var tally = new Tally();
            tally.counts.putAll(before.counts());
            tally.examples.addAll(before.examples());
            return tally;
        }

        void add(Target target, Objection objection, Supplier<String> sentence) {
            counts.merge(objection, 1, Integer::sum);
            if (examples.size() < EXAMPLES) {
                examples.add(new Rejection(target.targetId(), objection, sentence.get()));
            }
        }

        /** So many more, of which there are no examples. */
        void add(Objection objection, int count) {
            if (count > 0) {
                counts.merge(objection, count, Integer::sum);
            }
        }

        Rejections rejections() {
            return new Rejections(counts, examples);
        }
    }
}
