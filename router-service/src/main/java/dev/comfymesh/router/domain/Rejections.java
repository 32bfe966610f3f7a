package dev.comfymesh.router.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why targets were passed over: how many for which reason, and each of them in a sentence; where that would be a long list, the
 * first few of them, and all by name.
 *
 * @param named all of a large fleet by the reason; null of a small one, and where nobody asks
 */
public record Rejections(
        Map<Objection, Integer> counts,
        List<Rejection> examples,
        @Nullable Map<Objection, List<String>> named) {
    /** A fleet up to this size is spoken of target by target. */
    static final int SMALL_FLEET = 32;

    private static final int OF_MANY = 8;

    public static final Rejections NONE = new Rejections(Map.of(), List.of());

    public Rejections {
        counts = counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(counts));
        examples = List.copyOf(examples);
    }

    public Rejections(Map<Objection, Integer> counts, List<Rejection> examples) {
        this(counts, examples, null);
    }

    public Rejections naming(Map<Objection, List<String>> all) {
        return new Rejections(counts, examples, all);
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
        private static final Objection[] ALL = Objection.values();

        private final int[] counts = new int[ALL.length];
        private final List<Rejection> examples = new ArrayList<>();
        private int total;

        /** Goes on from these. */
        static Tally from(Rejections before) {
            var tally = new Tally();
            before.counts().forEach(tally::add);
            tally.examples.addAll(before.examples());
            return tally;
        }

        void add(Target target, Objection objection, Supplier<String> sentence) {
            add(objection, 1);
            if (examples.size() < mostExamples()) {
                examples.add(new Rejection(target.targetId(), objection, sentence.get()));
            }
        }

        void add(Tally other) {
            if (other.total == 0) {
                return;
            }
            for (var objection : ALL) {
                add(objection, other.counts[objection.ordinal()]);
            }
            other.examples.stream()
                    .limit(Math.max(0, mostExamples() - examples.size()))
                    .forEach(examples::add);
        }

        private int mostExamples() {
            return total > SMALL_FLEET ? OF_MANY : SMALL_FLEET;
        }

        /** So many more, of which there are no examples. */
        void add(Objection objection, int count) {
            counts[objection.ordinal()] += count;
            total += count;
            if (total > SMALL_FLEET && examples.size() > OF_MANY) {
                examples.subList(OF_MANY, examples.size()).clear();
            }
        }

        Rejections rejections() {
            var some = new EnumMap<Objection, Integer>(Objection.class);
            for (var objection : ALL) {
                if (counts[objection.ordinal()] > 0) {
                    some.put(objection, counts[objection.ordinal()]);
                }
            }
            return new Rejections(some, examples);
        }
    }
}
