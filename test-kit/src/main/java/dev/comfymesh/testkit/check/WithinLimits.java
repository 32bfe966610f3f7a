package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.JobAccepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** I8: at no moment does a target hold more than its slots, a tenant run more than its limit, or a job cost more than its cap. */
record WithinLimits() implements Invariant {
    /** From when to when something was held; it is held still where there is no end. */
    private record Span(
            String holder, Instant from, @Nullable Instant to) {}

    private record Change(Instant at, int by) {}

    @Override
    public String id() {
        return "I8";
    }

    @Override
    public String sentence() {
        return "No slot count, running limit or cap is ever exceeded.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(assigned(evidence).count() + witnessed(evidence).count(), "assignments and runs");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        var slots = new HashMap<String, Long>();
        evidence.rows(Table.TARGET).forEach(row -> slots.put(row.text("target_id"), row.number("slots")));
        violations.addAll(exceeded(assigned(evidence), slots, "attempts at once are assigned to it"));
        violations.addAll(exceeded(witnessed(evidence), slots, "attempts at once are on the node"));
        violations.addAll(exceeded(ofTenants(evidence), runningLimits(evidence), "of its attempts live at once"));
        for (var job : evidence.rows(Table.ROUTED_JOB)) {
            if (job.number("spent_micros") > job.number("cap_micros")) {
                violations.add(violation(
                        job.uuid("job_id"),
                        "it has spent %d of %d micros",
                        job.number("spent_micros"),
                        job.number("cap_micros")));
            }
        }
        return violations;
    }

    /** From the assignment to the ending, both as stated: the slot is free a moment later at the earliest. */
    private static Stream<Span> assigned(Evidence evidence) {
        return evidence.stories().stream().flatMap(story -> spans(story, AttemptAssigned::targetId));
    }

    private static Stream<Span> ofTenants(Evidence evidence) {
        return evidence.stories().stream()
                .flatMap(story -> story.first(JobAccepted.class).stream()
                        .flatMap(accepted -> spans(story, _ -> accepted.tenant().id())));
    }

    private static Stream<Span> spans(JobStory story, Function<AttemptAssigned, String> holder) {
        var ends = story.endOfAttempts();
        return story.of(AttemptAssigned.class).stream()
                .map(assigned -> new Span(holder.apply(assigned), assigned.at(), ends.get(assigned.attemptId())));
    }

    /** The highest that any job of the tenant was accepted with. */
    private static Map<String, Long> runningLimits(Evidence evidence) {
        var limits = new HashMap<String, Long>();
        evidence.stories().stream()
                .flatMap(story -> story.first(JobAccepted.class).stream())
                .map(JobAccepted::tenant)
                .forEach(tenant -> limits.merge(tenant.id(), (long) tenant.maxRunning(), Math::max));
        return limits;
    }

    /** From the submit to the end on the node, or to the one that was stated where the node died or was given up. */
    private static Stream<Span> witnessed(Evidence evidence) {
        var ends = new HashMap<String, Instant>();
        evidence.stories().forEach(story -> story.endOfAttempts().forEach((id, at) -> ends.put(id.toString(), at)));
        evidence.witness().stream()
                .filter(Witnessed::isEnd)
                .forEach(seen -> ends.merge(seen.promptId(), seen.at(), WithinLimits::earlier));
        return evidence.witness().stream()
                .filter(seen -> seen.is("submitted"))
                .map(seen -> new Span(seen.node(), seen.at(), ends.get(seen.promptId())));
    }

    private List<Violation> exceeded(Stream<Span> spans, Map<String, Long> limits, String what) {
        var changes = new HashMap<String, List<Change>>();
        spans.forEach(span -> {
            var held = changes.computeIfAbsent(span.holder(), _ -> new ArrayList<>());
            held.add(new Change(span.from(), 1));
            if (span.to() != null) {
                held.add(new Change(span.to().isBefore(span.from()) ? span.from() : span.to(), -1));
            }
        });
        var violations = new ArrayList<Violation>();
        limits.forEach((holder, limit) -> {
            var most = most(changes.getOrDefault(holder, List.of()));
            if (most > limit) {
                violations.add(violation(holder, "%d %s; %d may be", most, what, limit));
            }
        });
        return violations;
    }

    private static long most(List<Change> changes) {
        long now = 0;
        long most = 0;
        var inOrder = Comparator.comparing(Change::at).thenComparing(Change::by);
        for (var change : changes.stream().sorted(inOrder).toList()) {
            now += change.by();
            most = Math.max(most, now);
        }
        return most;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
