package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.domain.Candidate.Ending.Judged;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Picks the best of those that passed: by score, of equals the lower number first, whatever order they come in. */
final class Ranking {
    private static final Comparator<Passed> BEST_FIRST =
            Comparator.comparingDouble(Passed::score).reversed().thenComparing(passed -> passed.candidate.n());

    private Ranking() {}

    private record Passed(Candidate candidate, UUID attemptId, double score) {
        static Stream<Passed> of(Candidate candidate) {
            return candidate.ending() instanceof Judged(var attemptId, var verdict) && verdict.passed()
                    ? Stream.of(new Passed(candidate, attemptId, verdict.score()))
                    : Stream.empty();
        }

        Selected at(int rank) {
            return new Selected(rank, candidate.id(), attemptId, candidate.seed(), score);
        }
    }

    static List<Selected> best(List<Candidate> candidates, int count) {
        var ranked = candidates.stream()
                .flatMap(Passed::of)
                .sorted(BEST_FIRST)
                .limit(count)
                .toList();
        return IntStream.range(0, ranked.size())
                .mapToObj(index -> ranked.get(index).at(index + 1))
                .toList();
    }
}
