package dev.comfymesh.router.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds runs beside which another is worth what it costs: the pool lacks one output and waits for this run alone, which takes
 * longer than all but one in twenty of its kind do there. Like any overdue run it is taken to need as long again as it is overdue;
 * another elsewhere must be the better choice, in money, with all that it costs.
 *
 * @param economies the names of those under which anything is hedged
 * @param waves how many a pool may have: a hedge is one, and leaves one for a top-up
 */
public record HedgeGuard(Policy policy, Set<String> economies, int waves) {
    // The 95th percentile of a normal distribution.
    private static final double LONG = 1.645;
    /** A run may take this many times as long as expected. */
    private static final int SLACK = 2;

    public HedgeGuard {
        economies = Set.copyOf(economies);
    }

    /** How far a pool has come; {@code outputs} are those that there are, good or not. */
    public record PoolSoFar(int wave, int deliver, int outputs, int added, int maxCandidates) {}

    /**
     * A run that its pool waits for alone, and beside which there was never another.
     *
     * @param loadMillis was expected to pass before the run proper
     */
    public record Straggler(Living living, Candidate candidate, PoolSoFar pool, long loadMillis) {}

    /** What is to run beside a run. */
    public record Wish(Straggler straggler, Hedge hedge) {}

    /** What may be a straggler, of those runs that are the only ones of their jobs; seldom any. */
    public List<Living> suspects(Collection<Living> alone, Fleet fleet, Instant now) {
        if (economies.isEmpty() || alone.isEmpty()) {
            return List.of();
        }
        var grades = new HashMap<String, String>();
        fleet.targets().forEach(target -> grades.put(target.targetId(), target.grade()));
        return alone.stream()
                .filter(run -> grades.containsKey(run.targetId())
                        && overMillis(run, grades.get(run.targetId()), 0, fleet.estimates(), now) > 0)
                .toList();
    }

    /** What is to run beside them, for which there is room now; the oldest come first. */
    public List<Wish> wishes(Collection<Straggler> stragglers, Fleet fleet, Instant now) {
        var round = new Round(fleet.withAtMostHalfEjected(now), now);
        return stragglers.stream()
                .filter(straggler -> mayGrow(straggler.pool()))
                .sorted(Comparator.comparing(Straggler::candidate, Candidate.BY_AGE))
                .flatMap(straggler -> round.wish(straggler).stream())
                .toList();
    }

    private boolean mayGrow(PoolSoFar pool) {
        return pool.outputs() == pool.deliver() - 1 && pool.added() < pool.maxCandidates() && pool.wave() + 1 < waves;
    }

    /** By how much it exceeds what was expected, once it is longer than nearly all; 0 before, and where nothing is known. */
    private static long overMillis(Living run, String grade, long loadMillis, Estimates estimates, Instant now) {
        var started = run.startedAt();
        var service = estimates.of(run.shape());
        if (started == null || run.unknown() || service.atLeastMillis(grade) == 0) {
            return 0;
        }
        var known = service.on(grade);
        var ran = Duration.between(started, now).toMillis() - loadMillis;
        var nearlyAll = known.serviceMillis() * StrictMath.exp(LONG * known.spreadPerMille() / 1000);
        return ran > nearlyAll ? ran - known.serviceMillis() : 0;
    }

    /** What the hedges before a hedge leave for it. */
    private final class Round {
        private final Fleet fleet;
        private final Instant now;
        private final Places places;
        private final Caps caps;
        private final Map<String, Integer> running;

        private Round(Fleet fleet, Instant now) {
            this.fleet = fleet;
            this.now = now;
            this.places = new Places(fleet, List.of(), policy, now);
            this.caps = new Caps(List.of(), fleet.living());
            this.running = fleet.living().stream().collect(groupingBy(Living::tenantId, summingInt(_ -> 1)));
        }

        private Optional<Wish> wish(Straggler straggler) {
            var job = straggler.candidate().job();
            var target = places.target(straggler.living().targetId());
            var over = overMillis(straggler.living(), target.grade(), straggler.loadMillis(), fleet.estimates(), now);
            var screening = places.screening(job.needs());
            var isFull =
                    running.getOrDefault(job.tenant().id(), 0) >= job.tenant().maxRunning();
            if (over == 0 || isFull || !economies.contains(screening.economy.name())) {
                return Optional.empty();
            }
            var left = caps.leftMicros(job);
            var best = best(
                            straggler,
                            screening,
                            Math.min(left, job.needs().demands().mostMicros()))
                    .filter(there -> there.offer().priceMicros() < priceOfStaying(job, screening.economy, over));
            best.ifPresent(there -> {
                there.place().take(straggler.living());
                running.merge(job.tenant().id(), 1, Integer::sum);
            });
            return best.map(there -> new Wish(
                    straggler,
                    new Hedge(
                            straggler.candidate().candidateId(),
                            Math.min(left, SLACK * there.offer().costMicros()))));
        }

        /** What it is worth that the run ends so late, as the price of an offer tells it. */
        private long priceOfStaying(Job job, Economy economy, long leftMillis) {
            var dueMillis = Duration.between(now, job.due()).toMillis();
            return economy.pricing().timeMicros(leftMillis)
                    + economy.worth(job.priority()).lateness().micros(leftMillis, 0, 0, dueMillis);
        }

        private Optional<Market.Later> best(Straggler straggler, Screening screening, long mostMicros) {
            var job = straggler.candidate().job();
            var market = screening.market(fleet.estimates(), fleet.odds(), job.shape());
            var lateness = screening.economy.worth(job.priority()).lateness();
            var here = straggler.living().targetId();
            var leftMillis = Duration.between(now, job.deadline()).toMillis();
            return screening.usable().stream()
                    .filter(place -> place.hasRoom()
                            && !place.target.targetId().equals(here)
                            && !straggler.candidate().avoided().contains(place.target.targetId()))
                    .map(place -> new Market.Later(place, market.offer(place).due(lateness, job.due(), now)))
                    .filter(there -> there.offer().costMicros() <= mostMicros
                            && there.offer().endMillis() < leftMillis)
                    .min(Comparator.comparing(Market.Later::offer, Offer.BY_PRICE));
        }
    }
}
