package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.testkit.StatedFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** I6: the log holds what the services have stored, no more and no less, and folds to their rows. */
record LogIsOutbox() implements Invariant {
    @Override
    public String id() {
        return "I6";
    }

    @Override
    public String sentence() {
        return "The log is the committed outbox, and folding it gives the terminal rows.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(evidence.rows(Table.OUTBOX).size(), "stored facts");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        violations.addAll(same(evidence));
        violations.addAll(jobs(evidence));
        violations.addAll(attempts(evidence));
        violations.addAll(clientEvents(evidence));
        return violations;
    }

    private List<Violation> same(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        var logged = byKey(evidence.log());
        var stored =
                byKey(evidence.rows(Table.OUTBOX).stream().map(Outboxed::of).toList());
        for (var row : evidence.rows(Table.OUTBOX)) {
            var key = Outboxed.key(Outboxed.of(row));
            if (!row.isNull("published_at") && !logged.containsKey(key)) {
                violations.add(violation(key, "%s is marked as published and not on the log", row.text("type")));
            }
        }
        for (var record : evidence.log()) {
            var source = stored.get(Outboxed.key(record));
            if (source == null || !source.type().equals(record.type())) {
                violations.add(violation(Outboxed.key(record), "%s is on the log and in no outbox", record.type()));
            } else if (!Arrays.equals(source.payload(), record.payload())) {
                violations.add(violation(Outboxed.key(record), "%s differs from its outbox", record.type()));
            }
        }
        return violations;
    }

    private List<Violation> jobs(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        for (var job : evidence.rows(Table.JOB)) {
            var endings = evidence.story(job.uuid("id")).map(JobStory::endings).orElse(List.of());
            var told = endings.isEmpty() ? null : endings.getFirst();
            var status = job.text("status");
            if (told == null) {
                if (AcceptedJobsEnd.ENDED.contains(status)) {
                    violations.add(violation(job.uuid("id"), "it is %s, and the log has no end of it", status));
                }
            } else if (!JobStory.status(told).orElseThrow().equals(status)
                    || JobStory.spentMicros(told) != job.number("spent_micros")) {
                violations.add(violation(
                        job.uuid("id"),
                        "it is %s at %d micros, the log says %s",
                        status,
                        job.number("spent_micros"),
                        told));
            }
        }
        return violations;
    }

    private List<Violation> attempts(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        var executed = evidence.rows(Table.ATTEMPT, row -> row.uuid("id"));
        var slots = evidence.rows(Table.SLOT, row -> row.uuid("attempt_id"));
        for (var story : evidence.stories()) {
            for (var end : story.attemptEnds()) {
                var succeeded = end.fact() instanceof AttemptSucceeded;
                var row = executed.get(end.attemptId());
                if (row != null && row.text("state").equals("SUCCEEDED") != succeeded) {
                    violations.add(violation(end.attemptId(), "the executor has it %s", row.text("state")));
                }
                var slot = slots.get(end.attemptId());
                if (slot != null && !slot.isNull("ended_at") && slot.isNull("failure") != succeeded) {
                    violations.add(violation(end.attemptId(), "the router has it end otherwise than the executor"));
                }
            }
        }
        return violations;
    }

    private List<Violation> clientEvents(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        var told = evidence.rows(Table.CLIENT_EVENT, row -> row.uuid("job_id"));
        for (var job : evidence.rows(Table.JOB)) {
            var events = told.get(job.uuid("id"));
            var count = events == null ? 0 : events.number("events");
            var last = events == null ? 0 : events.number("last");
            if (count != job.number("seq") || last != job.number("seq")) {
                violations.add(violation(
                        job.uuid("id"),
                        "it counts %d client events; there are %d, the last is %d",
                        job.number("seq"),
                        count,
                        last));
            }
        }
        return violations;
    }

    private static Map<String, StatedFact> byKey(List<StatedFact> events) {
        var byKey = new HashMap<String, StatedFact>();
        events.forEach(event -> byKey.putIfAbsent(Outboxed.key(event), event));
        return byKey;
    }
}
