package dev.comfymesh.testkit.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Liveness: nothing is parked, nothing waits long to be published, and ended jobs leave no work behind. */
record NothingLeft() implements Invariant {
    private static final Duration LAG = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "L1";
    }

    @Override
    public String sentence() {
        return "Nothing is parked or unpublished for long, and of ended jobs nothing waits or lives.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(evidence.endedJobs().size(), "ended jobs");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        for (var row : evidence.rows(Table.PARKED)) {
            violations.add(violation(
                    row.text("subject"),
                    "%s has parked #%d of %s for %s: %s",
                    row.service(),
                    row.number("sequence"),
                    row.text("source"),
                    row.text("reason"),
                    row.text("detail")));
        }
        for (var row : evidence.rows(Table.OUTBOX)) {
            var late = row.instant("created_at").plus(LAG).isBefore(evidence.at());
            if (row.isNull("published_at") && late) {
                violations.add(violation(Outboxed.key(Outboxed.of(row)), "it is not published yet"));
            }
        }
        violations.addAll(leftovers(evidence));
        return violations;
    }

    private List<Violation> leftovers(Evidence evidence) {
        var over = evidence.endedJobs();
        var violations = new ArrayList<Violation>();
        for (var row : of(evidence, Table.WAITING, over)) {
            violations.add(violation(row.text("candidate_id"), "the router has it %s", row.text("state")));
        }
        for (var row : of(evidence, Table.SLOT, over)) {
            if (row.isNull("ended_at")) {
                violations.add(violation(row.uuid("attempt_id"), "it lives for the router"));
            }
        }
        for (var row : of(evidence, Table.ATTEMPT, over)) {
            if (!Set.of("SUCCEEDED", "FAILED").contains(row.text("state"))) {
                violations.add(violation(row.uuid("id"), "it lives for the executor, as %s", row.text("state")));
            }
        }
        for (var row : of(evidence, Table.WORK, over)) {
            violations.add(violation(row.text("candidate_id"), "it waits to be measured"));
        }
        return violations;
    }

    private static List<Row> of(Evidence evidence, Table table, Set<UUID> jobs) {
        return evidence.rows(table).stream()
                .filter(row -> jobs.contains(row.uuid("job_id")))
                .toList();
    }
}
