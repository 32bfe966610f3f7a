package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.TopUpRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Whether and with how many candidates a short pool is topped up: as many as are missing, or twice as many when less
 * than half of the pool passed, within the pool's limit and the job's cap.
 *
 * @param waves how many waves a pool may have, the first among them
 * @param lead how long before the deadline a wave must begin to make sense
 */
public record TopUp(int waves, Duration lead) {

    /** A pool whose candidates have all ended: {@code added} so far, of which too few passed. */
    public record ShortPool(
            UUID jobId,
            long seed,
            int wave,
            int added,
            int deliver,
            int missing,
            int maxCandidates,
            Instant deadline,
            long capMicros,
            long spentMicros,
            boolean cancelled) {}

    /** The router's answer. */
    public sealed interface Answer {}

    /** These are added as the next wave. */
    public record Added(List<NewCandidate> candidates) implements Answer {}

    /** Nothing is added, now or later. */
    public record Refused(TopUpRefusal reason) implements Answer {}

    public Answer answer(ShortPool pool, Instant now) {
        if (pool.cancelled()) {
            return new Refused(TopUpRefusal.CANCELLED);
        }
        if (!now.plus(lead).isBefore(pool.deadline())) {
            return new Refused(TopUpRefusal.DEADLINE);
        }
        var allowed = pool.wave() >= waves ? 0 : pool.maxCandidates() - pool.added();
        if (allowed <= 0) {
            return new Refused(TopUpRefusal.LIMIT);
        }
        var affordable = affordable(pool);
        if (affordable <= 0) {
            return new Refused(TopUpRefusal.BUDGET);
        }
        var count = (int) Math.min(wanted(pool), Math.min(allowed, affordable));
        return new Added(IntStream.rangeClosed(pool.added() + 1, pool.added() + count)
                .mapToObj(n -> NewCandidate.of(pool.jobId(), pool.seed(), n))
                .toList());
    }

    private static int wanted(ShortPool pool) {
        var passed = pool.deliver() - pool.missing();
        return passed * 2 < pool.added() ? 2 * pool.missing() : pool.missing();
    }

    /** How many candidates the rest of the cap pays for, at what the earlier ones cost on average. */
    private static long affordable(ShortPool pool) {
        var each = Math.ceilDiv(pool.spentMicros(), Math.max(1, pool.added()));
        return each == 0 ? Long.MAX_VALUE : (pool.capMicros() - pool.spentMicros()) / each;
    }
}
