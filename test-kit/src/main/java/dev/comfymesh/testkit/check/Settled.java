package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.JobClosed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** I7: what was reserved is settled once when its job ends, and what was spent is what was charged and what was booked. */
record Settled() implements Invariant {
    @Override
    public String id() {
        return "I7";
    }

    @Override
    public String sentence() {
        return "The ledger balances, and every reservation ends settled.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(
                evidence.rows(Table.SETTLEMENT).size()
                        + evidence.rows(Table.ENTRY).size(),
                "settlements and entries of the ledger");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        violations.addAll(settlements(evidence));
        violations.addAll(accounts(evidence));
        violations.addAll(charges(evidence));
        violations.addAll(new LedgerBalance(this, evidence).violations());
        return violations;
    }

    private List<Violation> settlements(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        var settlements = evidence.rows(Table.SETTLEMENT, row -> row.uuid("job_id"));
        for (var job : evidence.rows(Table.JOB)) {
            var settlement = settlements.get(job.uuid("id"));
            var ended = AcceptedJobsEnd.ENDED.contains(job.text("status"));
            if (ended != (settlement != null)) {
                violations.add(violation(
                        job.uuid("id"), "it is %s and %s", job.text("status"), ended ? "not settled" : "settled"));
            } else if (settlement != null
                    && (settlement.number("reserved_micros") != job.number("cap_micros")
                            || settlement.number("spent_micros") != job.number("spent_micros"))) {
                violations.add(violation(job.uuid("id"), "its settlement is not what it reserved and spent"));
            }
        }
        return violations;
    }

    private List<Violation> accounts(Evidence evidence) {
        var open = new HashMap<String, Long>();
        for (var job : evidence.rows(Table.JOB)) {
            if (!AcceptedJobsEnd.ENDED.contains(job.text("status"))) {
                open.merge(job.text("tenant_id"), job.number("cap_micros"), Long::sum);
            }
        }
        for (var settlement : evidence.rows(Table.SETTLEMENT)) {
            if (settlement.isNull("applied_at")) {
                open.merge(settlement.text("tenant_id"), settlement.number("reserved_micros"), Long::sum);
            }
        }
        return evidence.rows(Table.ACCOUNT).stream()
                .filter(account ->
                        account.number("reserved_micros") != open.getOrDefault(account.text("tenant_id"), 0L))
                .map(account -> violation(
                                account.text("tenant_id"), "its account has not reserved what its open jobs have")
                        .of(
                                "%d micros and %d",
                                account.number("reserved_micros"), open.getOrDefault(account.text("tenant_id"), 0L)))
                .toList();
    }

    private List<Violation> charges(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        for (var story : evidence.stories()) {
            var sum = story.of(AttemptCharged.class).stream()
                    .mapToLong(AttemptCharged::micros)
                    .sum();
            story.first(JobClosed.class)
                    .filter(closed -> closed.spentMicros() != sum)
                    .ifPresent(closed -> violations.add(violation(
                            story.jobId(), "it closed at %d, its charges come to %d", closed.spentMicros(), sum)));
        }
        return violations;
    }
}
