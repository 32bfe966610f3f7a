package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Whose turn it is: the higher level first, and within a level the tenant that has the least of the fleet for its weight, then
 * the one that waits longest. A level is the job's priority plus one for each full span waited, so that nobody starves; a
 * tenant that was served well has the lowest, as its wait is that of its own many.
 */
final class Turns {
    private final long ageingMillis;
    private final long nowMillis;
    private final Shares shares;
    private final int mostAsked;
    private final List<Line> full = new ArrayList<>();
    private final List<Line> heard = new ArrayList<>();
    private final PriorityQueue<Line> lines = new PriorityQueue<>();

    /** A candidate with its level, which is looked at often. */
    private record Waiting(Candidate candidate, long level) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return level != other.level
                    ? Long.compare(other.level, level)
                    : Candidate.BY_AGE.compare(candidate, other.candidate);
        }
    }

    /** The waiting candidates of one tenant, whose turns come in their order; its level and share are those of its head. */
    private static final class Line implements Comparable<Line> {
        final PriorityQueue<Waiting> waiting;
        final int highestLimit;
        final Tenant heaviest;
        long level;
        double share;
        double running;
        int asked;

        Line(List<Waiting> waiting) {
            this.waiting = new PriorityQueue<>(waiting);
            var limit = 0;
            var heaviest = waiting.getFirst().candidate.job().tenant();
            for (var one : waiting) {
                var tenant = one.candidate.job().tenant();
                limit = Math.max(limit, tenant.maxRunning());
                heaviest = tenant.weight() > heaviest.weight() ? tenant : heaviest;
            }
            this.highestLimit = limit;
            this.heaviest = heaviest;
        }

        // Written out, as it is asked for each turn.
        @Override
        public int compareTo(Line other) {
            if (level != other.level) {
                return Long.compare(other.level, level);
            }
            if (share != other.share) {
                return Double.compare(share, other.share);
            }
            return running != other.running
                    ? Double.compare(running, other.running)
                    : Candidate.BY_AGE.compare(waiting.element().candidate, other.waiting.element().candidate);
        }
    }

    /** @param mostAsked so many candidates of each tenant at most */
    Turns(Collection<Candidate> ready, Shares shares, int mostAsked, Duration ageing, Instant now) {
        this.shares = shares;
        this.mostAsked = mostAsked;
        ageingMillis = ageing.toMillis();
        nowMillis = now.toEpochMilli();
        var byTenant = new HashMap<String, List<Waiting>>();
        ready.forEach(
                candidate -> byTenant.computeIfAbsent(candidate.job().tenant().id(), _ -> new ArrayList<>())
                        .add(new Waiting(candidate, level(candidate))));
        var all = byTenant.values().stream().map(Line::new).toList();
        shares.compare(all.stream().map(line -> line.heaviest).toList());
        all.forEach(this::enqueue);
    }

    /** Who is asked next; empty when all have been. */
    Optional<Turn> next() {
        var line = lines.poll();
        return line == null ? Optional.empty() : Optional.of(new Turn(line.waiting.remove().candidate, line));
    }

    /** Those whose turn did not come, in no order. */
    List<Candidate> rest() {
        var rest = waiting(lines);
        rest.addAll(waiting(heard));
        return rest;
    }

    /** Those who were not asked because their tenant runs all that it may, in no order. */
    List<Candidate> barred() {
        return waiting(full);
    }

    private static List<Candidate> waiting(Collection<Line> lines) {
        var all = new ArrayList<Candidate>();
        for (var line : lines) {
            for (var one : line.waiting) {
                all.add(one.candidate);
            }
        }
        return all;
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
            return shares.running(tenant) >= tenant.maxRunning();
        }

        void taken() {
            shares.taken(candidate.job());
            line.asked--;
            passed();
        }

        /** Nobody of a tenant that runs all that any of its jobs allows is asked again. */
        void passed() {
            if (line.waiting.isEmpty()) {
                return;
            }
            line.asked++;
            if (shares.running(candidate.job().tenant()) >= line.highestLimit) {
                full.add(line);
            } else if (line.asked >= mostAsked) {
                heard.add(line);
            } else {
                enqueue(line);
            }
        }
    }

    private void enqueue(Line line) {
        var head = line.waiting.element();
        var tenant = head.candidate.job().tenant();
        line.share = shares.of(tenant);
        line.running = shares.running(tenant) / (double) tenant.weight();
        line.level = shares.isServedWell(line.share) ? Priority.LOW.ordinal() : head.level;
        lines.add(line);
    }

    private long level(Candidate candidate) {
        var waited = nowMillis - candidate.waitingSince().toEpochMilli();
        return candidate.job().priority().ordinal() + Math.max(0, waited) / ageingMillis;
    }
}
