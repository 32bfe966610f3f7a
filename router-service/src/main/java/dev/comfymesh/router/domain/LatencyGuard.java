package dev.comfymesh.router.domain;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds placed attempts that would do better elsewhere: those that wait on a node behind a run which takes much longer than
 * expected, and such runs themselves where they will be late and another target would still be in time. Nobody knows when an
 * overdue run ends: it is taken to need as long again as it is overdue.
 *
 * @param gain an attempt that waits is moved to end so much earlier, or to be in time at all
 * @param mostMoves how often one candidate is moved
 */
public record LatencyGuard(Policy policy, Duration gain, int mostMoves) {

    /** An attempt that lives, with its candidate as it would wait again, and how often that was moved before. */
    public record Placed(Living living, Candidate candidate, int moves) {}

    /** What could be moved, from what is known without asking for its jobs; seldom any. */
    public List<Living> suspects(Fleet fleet, Instant now) {
        var suspects = new ArrayList<Living>();
        var targets = new HashMap<String, Target>();
        fleet.targets().forEach(target -> targets.put(target.targetId(), target));
        fleet.living().stream().collect(groupingBy(Living::targetId)).forEach((targetId, there) -> {
            var target = targets.get(targetId);
            if (target != null && there.stream().anyMatch(run -> isOverdue(run, target, fleet, now))) {
                there.stream().filter(one -> isSuspect(one, target, fleet, now)).forEach(suspects::add);
            }
        });
        return suspects;
    }

    /** Those of them that are to leave: for where there is room now, which each of them takes. */
    public List<Living> moves(Collection<Placed> suspects, Fleet fleet, Instant now) {
        var round = new Round(fleet.withAtMostHalfEjected(now), now);
        return suspects.stream()
                .filter(placed -> placed.moves() < mostMoves)
                .sorted(Comparator.comparing(Placed::candidate, Candidate.BY_AGE))
                .filter(round::moves)
                .map(Placed::living)
                .toList();
    }

    private boolean isSuspect(Living one, Target target, Fleet fleet, Instant now) {
        if (one.unknown()) {
            return false;
        }
        return one.startedAt() == null ? target.isOurs() : isSlow(one, target, fleet, now);
    }

    /** Only what its workflow is known to take there says that the target is slow, and not the workflow long. */
    private boolean isSlow(Living run, Target target, Fleet fleet, Instant now) {
        var known = fleet.estimates().of(run.shape()).atLeastMillis(target.grade());
        var over = overMillis(run, target, fleet, now).orElse(0);
        return known > 0 && over > Math.max(known, gain.toMillis());
    }

    private boolean isOverdue(Living run, Target target, Fleet fleet, Instant now) {
        var over = overMillis(run, target, fleet, now);
        return over.isPresent() && over.getAsLong() > gain.toMillis();
    }

    /** How much longer than expected it runs already, less than nothing while it does not; empty before it began. */
    private static OptionalLong overMillis(Living run, Target target, Fleet fleet, Instant now) {
        var started = run.startedAt();
        if (started == null) {
            return OptionalLong.empty();
        }
        var expected = fleet.estimates().of(run.shape()).expectedMillis(target.grade());
        return OptionalLong.of(Duration.between(started, now).toMillis() - expected);
    }

    private static long endMillis(Offer offer) {
        return offer.endMillis();
    }

    /** What the moves before a move leave for it. */
    private final class Round {
        private final Fleet fleet;
        private final Instant now;
        private final Places places;
        private final Caps caps;
        private final Map<String, List<Living>> living;

        private Round(Fleet fleet, Instant now) {
            this.fleet = fleet;
            this.now = now;
            this.places = new Places(fleet, List.of(), policy, now);
            this.caps = new Caps(List.of(), fleet.living());
            this.living = fleet.living().stream().collect(groupingBy(Living::targetId));
        }

        private boolean moves(Placed placed) {
            var here = hereMillis(placed.living());
            var better = best(placed).filter(there -> isWorthIt(placed, here, endMillis(there.offer())));
            better.ifPresent(there -> there.place().take(placed.living()));
            return better.isPresent();
        }

        private boolean isWorthIt(Placed placed, long here, long there) {
            var left = Duration.between(now, placed.candidate().job().due()).toMillis();
            var saved = here > left && there <= left;
            return saved || placed.living().startedAt() == null && there + gain.toMillis() <= here;
        }

        /** How long until it ends where it is. */
        private long hereMillis(Living attempt) {
            var target = places.target(attempt.targetId());
            if (attempt.startedAt() != null) {
                return leftMillis(attempt, target);
            }
            var ahead = living.getOrDefault(attempt.targetId(), List.of()).stream()
                    .mapToLong(other -> leftMillis(other, target))
                    .sum();
            return ahead + fleet.estimates().of(attempt.shape()).expectedMillis(target.grade());
        }

        private long leftMillis(Living run, Target target) {
            return Math.abs(overMillis(run, target, fleet, now).orElse(0));
        }

        private Optional<Market.Later> best(Placed placed) {
            var candidate = placed.candidate();
            var job = candidate.job();
            var screening = places.screening(job.needs());
            var market = screening.market(fleet.estimates(), fleet.odds(), job.shape());
            var left = Math.min(leftMicros(placed), job.needs().demands().mostMicros());
            return screening.usable().stream()
                    .filter(place -> place.hasRoom() && isElsewhere(place.target.targetId(), placed))
                    .map(place -> new Market.Later(place, market.offer(place)))
                    .filter(there -> there.offer().costMicros() <= left)
                    .min(Comparator.comparingLong((Market.Later there) -> endMillis(there.offer()))
                            .thenComparing(there -> there.offer().targetId()));
        }

        /** What its job could pay for a further attempt once this one has given back what it does not need. */
        private long leftMicros(Placed placed) {
            var attempt = placed.living();
            var started = attempt.startedAt();
            var ran = started == null ? 0 : Duration.between(started, now).toMillis();
            var spent = Pricing.costMicros(places.target(attempt.targetId()).microsPerHour(), Math.max(0, ran));
            return caps.leftMicros(placed.candidate().job()) + Math.max(0, attempt.reservedMicros() - spent);
        }

        private static boolean isElsewhere(String targetId, Placed placed) {
            return !targetId.equals(placed.living().targetId())
                    && !placed.candidate().avoided().contains(targetId);
        }
    }
}
