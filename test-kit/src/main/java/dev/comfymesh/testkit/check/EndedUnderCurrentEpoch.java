package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.TargetObserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** I4: who lost a target to another owner ends nothing on it any more, and each owner has an epoch of its own. */
record EndedUnderCurrentEpoch() implements Invariant {
    private record Ended(UUID attemptId, String targetId, long epoch, Instant committed) {}

    @Override
    public String id() {
        return "I4";
    }

    @Override
    public String sentence() {
        return "An ending is taken only under the current epoch of its target.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(
                inOrder(evidence).size() + evidence.outside().observations().size(), "endings and observations");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        var leases = evidence.rows(Table.LEASE, row -> row.text("name"));
        var highest = new HashMap<String, Long>();
        for (var ended : inOrder(evidence)) {
            var lease = leases.get("target-" + ended.targetId());
            if (lease != null && ended.epoch() > lease.number("epoch")) {
                violations.add(violation(
                        ended.attemptId(),
                        "it ended under epoch %d, and its target's is %d",
                        ended.epoch(),
                        lease.number("epoch")));
            }
            var before = highest.merge(ended.targetId(), ended.epoch(), Math::max);
            if (ended.epoch() < before) {
                violations.add(
                        violation(ended.attemptId(), "it ended under epoch %d after epoch %d", ended.epoch(), before));
            }
        }
        violations.addAll(ownersOfOneEpoch(evidence));
        return violations;
    }

    /** An owner counts what it observes of its target: whoever counts otherwise in the same epoch is another. */
    private List<Violation> ownersOfOneEpoch(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        var last = new HashMap<String, Long>();
        for (var record : evidence.outside().observations()) {
            if (record.payload() != null) {
                var seen = record.read(TargetObserved.class);
                var before = last.put(seen.targetId() + " in epoch " + seen.ownerEpoch(), seen.n());
                if (before != null && seen.n() <= before) {
                    violations.add(violation(
                            seen.targetId(),
                            "epoch %d has two owners: observation %d follows %d",
                            seen.ownerEpoch(),
                            seen.n(),
                            before));
                }
            }
        }
        return violations;
    }

    /** By the start of the transactions: a takeover waits for those that its predecessor has begun. */
    private static List<Ended> inOrder(Evidence evidence) {
        var committed = committed(evidence);
        return evidence.rows(Table.ATTEMPT).stream()
                .filter(row -> !row.isNull("epoch"))
                .flatMap(row -> Stream.ofNullable(committed.get(row.uuid("id")))
                        .map(at -> new Ended(row.uuid("id"), row.text("target_id"), row.number("epoch"), at)))
                .sorted(Comparator.comparing(Ended::committed))
                .toList();
    }

    private static Map<UUID, Instant> committed(Evidence evidence) {
        var committed = new HashMap<UUID, Instant>();
        for (var row : evidence.rows(Table.OUTBOX)) {
            if (row.service().equals("executor")) {
                Outboxed.of(row)
                        .fact()
                        .flatMap(JobStory::end)
                        .ifPresent(end -> committed.put(end.attemptId(), row.instant("created_at")));
            }
        }
        return committed;
    }
}
