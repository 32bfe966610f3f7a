package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.domain.Candidate.Ending.Judged;
import dev.comfymesh.scoring.domain.Candidate.Ending.Lost;
import dev.comfymesh.scoring.domain.Candidate.Ending.Open;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The candidates of a job, of which {@code deliver} are wanted; {@code mayGrow} is false once no more can be added. What
 * follows from it depends on nothing else, and not on the order of the candidates.
 */
public record Pool(int deliver, boolean mayGrow, List<Candidate> candidates) {
    public Pool {
        candidates = List.copyOf(candidates);
    }

    /** What follows from the candidates as they stand. */
    public sealed interface Outcome {
        /** A candidate has not ended yet. */
        record Unfinished() implements Outcome {}

        /** All have ended, too few passed, and more may be added. */
        record Short(int missing, List<ReasonCount> reasons) implements Outcome {}

        /** All have ended and these are delivered. */
        record Closed(List<Selected> selection, boolean complete, List<ReasonCount> reasons) implements Outcome {}
    }

    public Outcome outcome() {
        if (candidates.stream().anyMatch(candidate -> candidate.ending() instanceof Open)) {
            return new Outcome.Unfinished();
        }
        var selection = Ranking.best(candidates, deliver);
        var missing = deliver - selection.size();
        return missing > 0 && mayGrow
                ? new Outcome.Short(missing, reasons())
                : new Outcome.Closed(selection, missing == 0, reasons());
    }

    /** How many candidates each reason cost, the commonest first, of equals by code. */
    private List<ReasonCount> reasons() {
        return candidates.stream()
                .flatMap(Pool::codes)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.summingInt(_ -> 1)))
                .entrySet()
                .stream()
                .map(entry -> new ReasonCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(ReasonCount::count).reversed().thenComparing(ReasonCount::code))
                .toList();
    }

    private static Stream<String> codes(Candidate candidate) {
        return switch (candidate.ending()) {
            case Open() -> Stream.empty();
            case Lost(var code) -> Stream.of(code);
            case Judged judged ->
                judged.verdict().reasons().stream().map(Reason::code).distinct();
        };
    }
}
