package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A candidate that may be delivered.
 *
 * @param step how many gates must be relaxed for that, in the order of the profile; 0 when it passed
 */
record Entrant(Candidate candidate, Judged judged, int step) {
    static final Comparator<Entrant> BEST_FIRST = Comparator.comparingDouble(Entrant::score)
            .reversed()
            .thenComparing(entrant -> entrant.candidate().n());

    /** Of this many bits two fingerprints of pictures that have nothing in common differ, as a rule. */
    private static final double STRANGE_BITS = 32;

    static List<Entrant> of(List<Candidate> candidates, Map<String, Reason> setAside, List<String> relax) {
        return candidates.stream()
                .flatMap(candidate -> entrant(candidate, setAside, relax))
                .toList();
    }

    private static Stream<Entrant> entrant(Candidate candidate, Map<String, Reason> setAside, List<String> relax) {
        if (!(candidate.standing() instanceof Judged judged)) {
            return Stream.empty();
        }
        var broken = broken(judged);
        var objection = setAside.get(candidate.id());
        if (objection != null) {
            broken.add(objection.code());
        }
        var step = 0;
        while (!broken.isEmpty() && step < relax.size()) {
            broken.remove(relax.get(step));
            step++;
        }
        return broken.isEmpty() ? Stream.of(new Entrant(candidate, judged, step)) : Stream.empty();
    }

    private static Set<String> broken(Judged judged) {
        var broken = new HashSet<String>();
        if (!judged.verdict().passed()) {
            judged.verdict().reasons().forEach(reason -> broken.add(reason.code()));
        }
        return broken;
    }

    double score() {
        return judged.verdict().score();
    }

    boolean looksLike(Entrant better, Choice choice) {
        return distance(better) < choice.minDistanceBits()
                || choice.maxCosine() != null && cosine(better) >= choice.maxCosine();
    }

    /** Whether they can be compared by their embeddings: all have one, of one model. */
    static boolean areEmbedded(List<Entrant> entrants) {
        return entrants.stream().allMatch(entrant -> !Double.isNaN(entrant.cosine(entrants.getFirst())));
    }

    /** From 0, nothing in common, to 1, the same. */
    double likeness(Entrant other, boolean byEmbedding) {
        return Math.max(0, byEmbedding ? cosine(other) : 1 - distance(other) / STRANGE_BITS);
    }

    /** In how many bits the fingerprints differ; as many as of strangers where there is none. */
    private int distance(Entrant other) {
        var mine = judged.fingerprint();
        var its = other.judged.fingerprint();
        return mine == null || its == null ? Long.SIZE : mine.distance(its);
    }

    /** NaN where the two cannot be compared so. */
    private double cosine(Entrant other) {
        var mine = judged.embedding();
        var its = other.judged.embedding();
        return mine == null || its == null || !mine.isLike(its) ? Double.NaN : mine.cosine(its);
    }

    Selected at(int rank) {
        return new Selected(rank, candidate.id(), judged.attemptId(), candidate.seed(), score());
    }
}
