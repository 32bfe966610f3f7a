package dev.comfymesh.testkit.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** I11: however many submit under one key, and however often, there is one job. */
record OneJobOfAKey() implements Invariant {
    @Override
    public String id() {
        return "I11";
    }

    @Override
    public String sentence() {
        return "Concurrent submits with one key make one job.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(
                evidence.outside().submits().count() + evidence.rows(Table.KEY).size(), "submits and known keys");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        evidence.outside()
                .submits()
                .collect(Collectors.groupingBy(
                        note -> note.tenant() + "'s key " + note.subject(),
                        Collectors.mapping(ClientNote::jobId, Collectors.toSet())))
                .forEach((key, jobs) -> {
                    if (jobs.size() > 1) {
                        violations.add(violation(key, "it was answered with %d jobs", jobs.size()));
                    }
                });
        violations.addAll(keysOfNothing(evidence));
        return violations;
    }

    private List<Violation> keysOfNothing(Evidence evidence) {
        Set<UUID> jobs =
                new HashSet<>(evidence.rows(Table.JOB, row -> row.uuid("id")).keySet());
        return evidence.rows(Table.KEY).stream()
                .filter(row -> !jobs.contains(row.uuid("job_id")))
                .map(row -> violation(row.text("key"), "it stands for job %s, which is not there", row.uuid("job_id")))
                .toList();
    }
}
