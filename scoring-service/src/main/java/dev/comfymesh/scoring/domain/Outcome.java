package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.domain.Candidate.Awaited;
import dev.comfymesh.scoring.domain.Candidate.Hedged;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import dev.comfymesh.scoring.domain.Candidate.Lost;
import dev.comfymesh.scoring.domain.Candidate.Waiting;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What follows for a pool from its candidates as they stand, and from nothing else: not from their order either. */
public sealed interface Outcome {
    /** The reason that a candidate counts under when a better one looks the same. */
    String DUPLICATE = "DUPLICATE";

    /** The reason of all candidates whose job names a profile that is not there. */
    String UNKNOWN_PROFILE = "UNKNOWN_PROFILE";

    /** A candidate has not ended yet that is waited for. */
    record Unfinished() implements Outcome {}

    /** All have ended, too few can be delivered, and more may be added. */
    record Short(int missing, List<ReasonCount> reasons, List<Candidate> candidates) implements Outcome {}

    /** All that are waited for have ended and these are delivered. */
    record Closed(List<Selected> selection, boolean complete, List<ReasonCount> reasons, List<Candidate> candidates)
            implements Outcome {}

    /** {@code mayGrow} is false once no more candidates can come. */
    static Outcome of(List<Candidate> candidates, int deliver, Profile profile, boolean mayGrow) {
        var open = candidates.stream()
                .filter(candidate -> !candidate.standing().ended())
                .toList();
        if (!open.isEmpty()) {
            return open.stream().allMatch(candidate -> candidate.standing() instanceof Hedged)
                    ? withoutSlower(candidates, deliver, profile)
                    : new Unfinished();
        }
        var ranking = Ranking.of(candidates, deliver, profile, !mayGrow);
        var closed = closed(candidates, deliver, ranking);
        return mayGrow && !closed.complete()
                ? new Short(deliver - closed.selection().size(), closed.reasons(), closed.candidates())
                : closed;
    }

    /** Where nothing is missing, the one that came first was enough. */
    private static Outcome withoutSlower(List<Candidate> candidates, int deliver, Profile profile) {
        var ended = candidates.stream()
                .filter(candidate -> candidate.standing().ended())
                .toList();
        var closed = closed(candidates, deliver, Ranking.of(ended, deliver, profile, false));
        return closed.complete() ? closed : new Unfinished();
    }

    private static Closed closed(List<Candidate> candidates, int deliver, Ranking ranking) {
        var marked =
                candidates.stream().map(candidate -> marked(candidate, ranking)).toList();
        return new Closed(ranking.selection(), ranking.selection().size() == deliver, reasons(marked), marked);
    }

    /** What would have been selected of those that have ended, had they been judged under this profile and no more come. */
    static Closed rejudged(List<Candidate> candidates, int deliver, Profile profile) {
        var ended = candidates.stream()
                .filter(candidate -> candidate.standing().ended())
                .map(candidate -> candidate.rejudged(profile))
                .toList();
        return closed(ended, deliver, Ranking.of(ended, deliver, profile, true));
    }

    /** Nobody knows the profile of this job, so nothing of it can be judged, and none of its candidates needs to run. */
    static PoolSelected withoutProfile(JobAccepted job, Instant now) {
        var all = new ReasonCount(UNKNOWN_PROFILE, job.pool().candidates());
        return new PoolSelected(job.jobId(), now, List.of(), false, List.of(all));
    }

    private static Candidate marked(Candidate candidate, Ranking ranking) {
        return candidate.standing() instanceof Judged judged
                ? candidate.standing(judged.marked(
                        ranking.duplicates().get(candidate.id()),
                        ranking.setAside().get(candidate.id())))
                : candidate;
    }

    /** How many candidates each reason cost, the commonest first, of equals by code. */
    private static List<ReasonCount> reasons(List<Candidate> candidates) {
        return candidates.stream()
                .flatMap(Outcome::codes)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.summingInt(_ -> 1)))
                .entrySet()
                .stream()
                .map(entry -> new ReasonCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(ReasonCount::count).reversed().thenComparing(ReasonCount::code))
                .toList();
    }

    private static Stream<String> codes(Candidate candidate) {
        return switch (candidate.standing()) {
            case Awaited _, Hedged _, Waiting _ -> Stream.empty();
            case Lost(var code) -> Stream.of(code);
            case Judged judged when judged.duplicateOf() != null -> Stream.of(DUPLICATE);
            case Judged judged -> objections(judged).map(Reason::code).distinct();
        };
    }

    private static Stream<Reason> objections(Judged judged) {
        var own = judged.verdict().passed() ? Stream.<Reason>empty() : judged.verdict().reasons().stream();
        return Stream.concat(own, Stream.ofNullable(judged.setAside()));
    }
}
