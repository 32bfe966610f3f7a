package dev.comfymesh.router.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Whose turn it is: the higher level first, and within a level the tenant that has the least running for its weight, then
 * the one that waits longest. A level is the job's priority plus one for each full span waited, so that nobody starves.
 */
final class Turns {
    private final Duration ageing;
    private final Instant now;
    private final Map<String, Integer> running = new HashMap<>();
    private final PriorityQueue<Line> lines = new PriorityQueue<>(Comparator.comparingLong((Line line) -> -line.level)
            .thenComparingDouble(line -> line.share)
            .thenComparing(line -> line.head(), Candidate.BY_AGE));

    /** The waiting candidates of one tenant, in their order; its level and share are those of its head. */
    private static final class Line {
        final Deque<Candidate> waiting;
        long level;
        double share;

        Line(Deque<Candidate> waiting) {
            this.waiting = waiting;
        }

        Candidate head() {
            return waiting.getFirst();
        }
    }

    Turns(Collection<Candidate> ready, Collection<Living> living, Duration ageing, Instant now) {
        this.ageing = ageing;
        this.now = now;
        living.forEach(attempt -> running.merge(attempt.tenantId(), 1, Integer::sum));
        var byTenant = new HashMap<String, Deque<Candidate>>();
        ready.stream()
                .sorted(Comparator.comparingLong((Candidate candidate) -> -level(candidate))
                        .thenComparing(Candidate.BY_AGE))
                .forEach(candidate -> byTenant.computeIfAbsent(
                                candidate.job().tenant().id(), _ -> new ArrayDeque<>())
                        .add(candidate));
        byTenant.values().forEach(waiting -> enqueue(new Line(waiting)));
    }

    /** Who is asked next; empty when all have been. */
    Optional<Turn> next() {
        var line = lines.poll();
        if (line == null) {
            return Optional.empty();
        }
        var candidate = line.waiting.removeFirst();
        return Optional.of(new Turn(candidate, line));
    }

    /** A candidate's turn, to be ended with {@link #taken} or {@link #passed}. */
    final class Turn {
        final Candidate candidate;
        private final Line line;

        private Turn(Candidate candidate, Line line) {
            this.candidate = candidate;
            this.line = line;
        }

        boolean tenantIsFull() {
            var tenant = candidate.job().tenant();
            return running.getOrDefault(tenant.id(), 0) >= tenant.maxRunning();
        }

        void taken() {
            running.merge(candidate.job().tenant().id(), 1, Integer::sum);
            passed();
        }

        void passed() {
            if (!line.waiting.isEmpty()) {
                enqueue(line);
            }
        }
    }

    private void enqueue(Line line) {
        var head = line.head();
        var tenant = head.job().tenant();
        line.level = level(head);
        line.share = running.getOrDefault(tenant.id(), 0) / (double) tenant.weight();
        lines.add(line);
    }

    private long level(Candidate candidate) {
        var waited = Duration.between(candidate.waitingSince(), now);
        return candidate.job().priority().ordinal() + (waited.isNegative() ? 0 : waited.dividedBy(ageing));
    }
}
