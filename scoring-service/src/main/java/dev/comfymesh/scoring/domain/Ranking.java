package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The best of those that passed, by score, of equals the lower number first, whatever order they come in; none looks like
 * a better one.
 *
 * @param duplicates by each candidate that looks like one of the selected, that better one
 */
record Ranking(List<Selected> selection, Map<String, String> duplicates) {
    private static final Comparator<Passed> BEST_FIRST = Comparator.comparingDouble(
                    (Passed passed) -> passed.judged().verdict().score())
            .reversed()
            .thenComparing(passed -> passed.candidate().n());

    Ranking {
        selection = List.copyOf(selection);
        duplicates = Map.copyOf(duplicates);
    }

    private record Passed(Candidate candidate, Judged judged) {
        static Stream<Passed> of(Candidate candidate) {
            return candidate.standing() instanceof Judged judged
                            && judged.verdict().passed()
                    ? Stream.of(new Passed(candidate, judged))
                    : Stream.empty();
        }

        boolean looksLike(Passed better, int minDistanceBits) {
            var mine = judged.fingerprint();
            var other = better.judged.fingerprint();
            return mine != null && other != null && mine.distance(other) < minDistanceBits;
        }

        Selected at(int rank) {
            return new Selected(
                    rank,
                    candidate.id(),
                    judged.attemptId(),
                    candidate.seed(),
                    judged.verdict().score());
        }
    }

    static Ranking of(List<Candidate> candidates, int count, int minDistanceBits) {
        var kept = new ArrayList<Passed>();
        var duplicates = new HashMap<String, String>();
        candidates.stream().flatMap(Passed::of).sorted(BEST_FIRST).forEach(passed -> {
            var better = lookalike(passed, kept, minDistanceBits);
            if (better.isPresent()) {
                duplicates.put(passed.candidate().id(), better.get().candidate().id());
            } else if (kept.size() < count) {
                kept.add(passed);
            }
        });
        return new Ranking(ranked(kept), duplicates);
    }

    private static Optional<Passed> lookalike(Passed passed, List<Passed> kept, int minDistanceBits) {
        return kept.stream()
                .filter(better -> passed.looksLike(better, minDistanceBits))
                .findFirst();
    }

    private static List<Selected> ranked(List<Passed> kept) {
        var selection = new ArrayList<Selected>();
        for (var passed : kept) {
            selection.add(passed.at(selection.size() + 1));
        }
        return selection;
    }
}
