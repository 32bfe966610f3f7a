package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.Given;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.Selected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** I3: nothing is delivered, charged or run twice. */
record CreditedOnce() implements Invariant {
    @Override
    public String id() {
        return "I3";
    }

    @Override
    public String sentence() {
        return "No candidate is credited or charged twice, no success above K is credited, no attempt runs twice.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(
                evidence.rows(Table.ENTRY).size() + evidence.witness().size(),
                "entries of the ledger and things that nodes saw");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        evidence.stories().forEach(story -> violations.addAll(delivered(story)));
        evidence.stories().forEach(story -> violations.addAll(charged(story)));
        for (var event : List.of("submitted", "started")) {
            repeated(evidence.witness().stream().filter(seen -> seen.is(event)).map(Witnessed::promptId))
                    .forEach((attempt, times) ->
                            violations.add(violation(attempt, "the nodes say that it was %s %d times", event, times)));
        }
        return violations;
    }

    private List<Violation> delivered(JobStory story) {
        var violations = new ArrayList<Violation>();
        var pictures = candidatesByAttempt(story);
        for (var completed : story.of(JobCompleted.class)) {
            var selection = completed.selection();
            repeated(selection.stream().map(Selected::candidateId))
                    .forEach((candidate, times) ->
                            violations.add(violation(candidate, "it was delivered %d times", times)));
            story.first(JobAccepted.class)
                    .filter(accepted -> selection.size() > accepted.pool().deliver())
                    .ifPresent(accepted -> violations.add(violation(
                            story.jobId(),
                            "%d candidates were delivered, %d were wanted",
                            selection.size(),
                            accepted.pool().deliver())));
            for (var selected : selection) {
                if (!selected.candidateId().equals(pictures.get(selected.attemptId()))) {
                    violations.add(violation(selected.attemptId(), "it was delivered and did not succeed"));
                }
            }
        }
        return violations;
    }

    /** Whose pictures attempts are: they have succeeded, or the picture was given. */
    private static Map<UUID, String> candidatesByAttempt(JobStory story) {
        var candidates = new HashMap<UUID, String>();
        story.of(AttemptSucceeded.class)
                .forEach(success -> candidates.putIfAbsent(success.attemptId(), success.candidateId()));
        for (var accepted : story.of(JobAccepted.class)) {
            var given = accepted.given() == null ? List.<Given>of() : accepted.given();
            for (int i = 0; i < given.size(); i++) {
                candidates.put(
                        given.get(i).attemptId(), accepted.firstWave().get(i).candidateId());
            }
        }
        return candidates;
    }

    private List<Violation> charged(JobStory story) {
        return repeated(story.of(AttemptCharged.class).stream().map(AttemptCharged::attemptId)).entrySet().stream()
                .map(entry -> violation(entry.getKey(), "it was charged %d times", entry.getValue()))
                .toList();
    }

    private static <T> Map<T, Long> repeated(Stream<T> things) {
        return things.collect(Collectors.groupingBy(Function.identity(), Collectors.counting())).entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
