package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** I13: of a job that was closed, cancelled or otherwise, nothing is assigned, started or ended any more. */
record ClosedIsQuiet() implements Invariant {
    @Override
    public String id() {
        return "I13";
    }

    @Override
    public String sentence() {
        return "After a job was closed, as before JobCancelled, nothing of it lives or starts.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(
                evidence.stories().stream()
                        .filter(story -> story.first(JobClosed.class).isPresent())
                        .count(),
                "closed jobs");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        evidence.stories().forEach(story -> violations.addAll(afterTheClose(story)));
        violations.addAll(onTheNodes(evidence));
        return violations;
    }

    private List<Violation> afterTheClose(JobStory story) {
        return story.facts().stream()
                .dropWhile(fact ->
                        !(fact instanceof JobClosed) && JobStory.status(fact).isEmpty())
                .filter(ClosedIsQuiet::isLife)
                .map(fact -> violation(
                        story.jobId(), "%s follows its close", fact.getClass().getSimpleName()))
                .toList();
    }

    private static boolean isLife(JobFact fact) {
        return fact instanceof AttemptAssigned
                || fact instanceof AttemptStarted
                || fact instanceof AttemptSucceeded
                || fact instanceof AttemptFailed
                || fact instanceof CandidatesAdded;
    }

    private List<Violation> onTheNodes(Evidence evidence) {
        var closed = new HashMap<String, JobClosed>();
        for (var story : evidence.stories()) {
            story.first(JobClosed.class)
                    .ifPresent(close -> story.of(AttemptAssigned.class).stream()
                            .map(AttemptAssigned::attemptId)
                            .map(UUID::toString)
                            .forEach(attempt -> closed.put(attempt, close)));
        }
        return evidence.witness().stream()
                .filter(seen -> !seen.isEnd())
                .flatMap(seen -> Stream.ofNullable(closed.get(seen.promptId()))
                        .filter(close -> seen.at().isAfter(close.at()))
                        .map(close -> violation(
                                seen.promptId(),
                                "%s says that it was %s after job %s was closed",
                                seen.node(),
                                seen.event(),
                                close.jobId())))
                .toList();
    }
}
