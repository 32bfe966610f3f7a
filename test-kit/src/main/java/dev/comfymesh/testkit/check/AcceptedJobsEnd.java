package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.JobAccepted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** I1: what was accepted exists, and ends soon after its deadline at the latest. */
record AcceptedJobsEnd() implements Invariant {
    static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "CANCELLED", "EXPIRED");

    /** What the executor may take beyond an attempt's time before it gives it up, and a little more. */
    private static final Duration GRACE = Duration.ofMinutes(6);

    @Override
    public String id() {
        return "I1";
    }

    @Override
    public String sentence() {
        return "An accepted job exists and reaches a terminal state.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(evidence.rows(Table.JOB).size() + evidence.promised().size(), "jobs and promises");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        var jobs = evidence.rows(Table.JOB, row -> row.uuid("id"));
        for (var promised : evidence.promised()) {
            if (!jobs.containsKey(promised)) {
                violations.add(violation(promised, "a client was answered 202, and there is no such job"));
            }
        }
        for (var story : evidence.stories()) {
            if (!jobs.containsKey(story.jobId())
                    && story.first(JobAccepted.class).isPresent()) {
                violations.add(violation(story.jobId(), "it was accepted on the log and is in no table"));
            }
        }
        for (var job : jobs.values()) {
            var late = evidence.at().isAfter(job.instant("deadline").plus(GRACE));
            if (late && !ENDED.contains(job.text("status"))) {
                violations.add(violation(job.uuid("id"), "it is %s long after its deadline", job.text("status")));
            }
        }
        return violations;
    }
}
