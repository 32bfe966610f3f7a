package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.JobAccepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The part of I7 that is about the router's ledger: each attempt and kind has two entries that balance, and what a job bears
 * by them is what its attempts were charged with, what the router says that it spent, and what ingest settled.
 */
final class LedgerBalance {
    private final Invariant invariant;
    private final Evidence evidence;
    private final Map<UUID, Long> borneByJob;

    LedgerBalance(Invariant invariant, Evidence evidence) {
        this.invariant = invariant;
        this.evidence = evidence;
        this.borneByJob = evidence.rows(Table.ENTRY).stream()
                .filter(LedgerBalance::isBorneByJob)
                .collect(Collectors.groupingBy(
                        row -> row.uuid("job_id"), Collectors.summingLong(row -> row.number("micros"))));
    }

    List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        violations.addAll(pairs());
        violations.addAll(charges());
        violations.addAll(sums(Table.ROUTED_JOB, "it has not spent what the ledger says that it bears"));
        violations.addAll(sums(Table.SETTLEMENT, "its settlement is not what the ledger says that it bears"));
        return violations;
    }

    private List<Violation> pairs() {
        return evidence.rows(Table.ENTRY).stream()
                .collect(Collectors.groupingBy(row -> List.of(row.uuid("attempt_id"), row.text("kind"))))
                .entrySet()
                .stream()
                .filter(entry -> !balances(entry.getValue()))
                .map(entry -> invariant.violation(
                        entry.getKey().getFirst(),
                        "its entries of %s do not balance",
                        entry.getKey().getLast()))
                .toList();
    }

    private static boolean balances(List<Row> pair) {
        return pair.size() == 2
                && pair.stream().mapToLong(row -> row.number("micros")).sum() == 0
                && pair.stream().filter(LedgerBalance::isOfTarget).count() == 1;
    }

    /** What is in the ledger was said in the same transaction; a job is looked at whose story is on the log from its beginning. */
    private List<Violation> charges() {
        return evidence.rows(Table.ENTRY).stream()
                .filter(LedgerBalance::isBorneByJob)
                .filter(entry -> evidence.story(entry.uuid("job_id"))
                        .filter(story -> story.first(JobAccepted.class).isPresent())
                        .filter(story -> !tells(story, entry))
                        .isPresent())
                .map(entry -> invariant.violation(
                        entry.uuid("attempt_id"), "it was not charged with what the ledger has of it"))
                .toList();
    }

    private static boolean tells(JobStory story, Row entry) {
        return story.of(AttemptCharged.class).stream()
                .anyMatch(charge -> charge.attemptId().equals(entry.uuid("attempt_id"))
                        && charge.kind().name().equals(entry.text("kind"))
                        && charge.micros() == entry.number("micros"));
    }

    private List<Violation> sums(Table table, String text) {
        return evidence.rows(table).stream()
                .filter(row -> row.number("spent_micros") != borneByJob.getOrDefault(row.uuid("job_id"), 0L))
                .map(row -> invariant
                        .violation(row.uuid("job_id"), text)
                        .of(
                                "%d micros and %d",
                                row.number("spent_micros"), borneByJob.getOrDefault(row.uuid("job_id"), 0L)))
                .toList();
    }

    private static boolean isBorneByJob(Row entry) {
        return !isOfTarget(entry) && !entry.text("account").equals("HOUSE");
    }

    private static boolean isOfTarget(Row entry) {
        return entry.text("account").equals("TARGET");
    }
}
