package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.NewCandidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** I14: attempts, waves, hedges and candidates stay within their numbers, and a candidate has one living attempt at a time. */
record WithinAttempts() implements Invariant {
    private static final int ATTEMPTS = 3;
    private static final int UNCOUNTED = 10;
    private static final int WAVES = 3;
    private static final Set<FailureClass> NOT_COUNTED = Set.of(
            FailureClass.NOT_STARTED, FailureClass.UNREACHABLE, FailureClass.ACCOUNT_REFUSED, FailureClass.REVOKED);

    @Override
    public String id() {
        return "I14";
    }

    @Override
    public String sentence() {
        return "Attempts, retries, hedges and waves stay in budget, one attempt of a candidate at a time.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(
                evidence.stories().stream()
                        .mapToLong(story -> story.of(AttemptAssigned.class).size())
                        .sum(),
                "attempts");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        evidence.stories().forEach(story -> violations.addAll(attempts(story)));
        evidence.stories().forEach(story -> violations.addAll(waves(story)));
        evidence.stories().forEach(story -> violations.addAll(hedges(story)));
        return violations;
    }

    private List<Violation> attempts(JobStory story) {
        var violations = new ArrayList<>(tooMany(story));
        var last = new HashMap<String, AttemptAssigned>();
        var ended = new HashSet<UUID>();
        var over = new HashSet<String>();
        for (var fact : story.facts()) {
            if (fact instanceof AttemptAssigned next) {
                var before = last.put(next.candidateId(), next);
                var expected = before == null ? 1 : before.number() + 1;
                if (next.number() != expected) {
                    violations.add(violation(next.candidateId(), "attempt %d came as %d", next.number(), expected));
                }
                if (before != null && !ended.contains(before.attemptId())) {
                    violations.add(
                            violation(next.candidateId(), "attempt %d came while the last lived", next.number()));
                }
                if (over.contains(next.candidateId())) {
                    violations.add(violation(next.candidateId(), "attempt %d came after it was over", next.number()));
                }
            }
            note(fact, ended, over);
        }
        return violations;
    }

    /** An attempt that never began, or that the router revoked, uses up none of the three; there are at most ten such. */
    private List<Violation> tooMany(JobStory story) {
        var notCounted = story.of(AttemptFailed.class).stream()
                .filter(failure -> NOT_COUNTED.contains(failure.failure()))
                .map(AttemptFailed::attemptId)
                .collect(Collectors.toSet());
        return story.of(AttemptAssigned.class).stream()
                .collect(Collectors.groupingBy(AttemptAssigned::candidateId))
                .entrySet()
                .stream()
                .flatMap(candidate -> tooMany(candidate.getKey(), candidate.getValue(), notCounted).stream())
                .toList();
    }

    private Optional<Violation> tooMany(String candidateId, List<AttemptAssigned> attempts, Set<UUID> notCounted) {
        var uncounted = attempts.stream()
                .filter(attempt -> notCounted.contains(attempt.attemptId()))
                .count();
        var counted = attempts.size() - uncounted;
        return counted > ATTEMPTS || uncounted > UNCOUNTED
                ? Optional.of(
                        violation(candidateId, "it has %d attempts that count and %d that do not", counted, uncounted))
                : Optional.empty();
    }

    private static void note(JobFact fact, HashSet<UUID> ended, HashSet<String> over) {
        if (fact instanceof CandidateFailed failed) {
            over.add(failed.candidateId());
        }
        JobStory.end(fact).ifPresent(end -> ended.add(end.attemptId()));
    }

    /** A job is hedged once, by one candidate, which has one attempt. */
    private List<Violation> hedges(JobStory story) {
        var hedges = story.of(CandidatesAdded.class).stream()
                .filter(wave -> wave.hedges() != null)
                .flatMap(wave -> wave.candidates().stream())
                .map(NewCandidate::candidateId)
                .toList();
        var violations = new ArrayList<Violation>();
        if (hedges.size() > 1) {
            violations.add(violation(story.jobId(), "it was hedged by %d candidates", hedges.size()));
        }
        story.of(AttemptAssigned.class).stream()
                .filter(attempt -> hedges.contains(attempt.candidateId()) && attempt.number() > 1)
                .forEach(attempt -> violations.add(
                        violation(attempt.candidateId(), "it is a hedge and had attempt %d", attempt.number())));
        return violations;
    }

    private List<Violation> waves(JobStory story) {
        var accepted = story.first(JobAccepted.class);
        if (accepted.isEmpty()) {
            return List.of();
        }
        var pool = accepted.get().pool();
        var waves = story.of(CandidatesAdded.class);
        var candidates = pool.candidates()
                + waves.stream().mapToInt(wave -> wave.candidates().size()).sum();
        var violations = new ArrayList<Violation>();
        if (candidates > pool.maxCandidates()) {
            violations.add(
                    violation(story.jobId(), "it has %d candidates of at most %d", candidates, pool.maxCandidates()));
        }
        if (waves.size() >= WAVES) {
            violations.add(violation(story.jobId(), "it has %d waves", waves.size() + 1));
        }
        return violations;
    }
}
