package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the facts have made of a job so far. {@code seq} is the number of its latest client event; {@code problem} is the
 * latest trouble of a candidate until the job ends, and the reason of its end from then on.
 */
public record JobState(
        JobStatus status,
        long seq,
        PoolState pool,
        long spentMicros,
        @Nullable Cause problem,
        @Nullable Instant endedAt) {

    /** The state right after acceptance, whose client event is the first. */
    static JobState accepted(int candidates) {
        return new JobState(JobStatus.ACCEPTED, 1, PoolState.of(candidates), 0, null, null);
    }

    JobState at(JobStatus now) {
        return new JobState(now, seq, pool, spentMicros, problem, endedAt);
    }

    JobState told(int events) {
        return new JobState(status, seq + events, pool, spentMicros, problem, endedAt);
    }

    JobState with(PoolState now) {
        return new JobState(status, seq, now, spentMicros, problem, endedAt);
    }

    JobState charged(long micros) {
        return new JobState(status, seq, pool, spentMicros + micros, problem, endedAt);
    }

    JobState troubled(Cause cause) {
        return new JobState(status, seq, pool, spentMicros, cause, endedAt);
    }

    JobState ended(Instant at, long finalSpentMicros, @Nullable Cause reason) {
        return new JobState(status, seq, pool, finalSpentMicros, reason, at);
    }
}
