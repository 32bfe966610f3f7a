package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the facts have made of a job so far. {@code seq} is the number of its latest client event; {@code trouble} is the
 * leading one of its candidates until the job ends, and the reason of its end from then on.
 */
public record JobState(
        JobStatus status,
        long seq,
        PoolState pool,
        long spentMicros,
        @Nullable Trouble trouble,
        @Nullable Instant endedAt) {

    /** What there is to say about the trouble; null when there is none. */
    public @Nullable Cause problem() {
        return trouble == null ? null : trouble.cause();
    }

    /** The state right after acceptance, whose client event is the first. */
    static JobState accepted(int candidates) {
        return new JobState(JobStatus.ACCEPTED, 1, PoolState.of(candidates), 0, null, null);
    }

    JobState at(JobStatus now) {
        return new JobState(now, seq, pool, spentMicros, trouble, endedAt);
    }

    JobState told(int events) {
        return new JobState(status, seq + events, pool, spentMicros, trouble, endedAt);
    }

    JobState with(PoolState now) {
        return new JobState(status, seq, now, spentMicros, trouble, endedAt);
    }

    JobState charged(long micros) {
        return new JobState(status, seq, pool, spentMicros + micros, trouble, endedAt);
    }

    JobState troubled(Trouble another) {
        return new JobState(status, seq, pool, spentMicros, Trouble.leading(trouble, another), endedAt);
    }

    JobState ended(Instant at, long finalSpentMicros, @Nullable Cause reason) {
        var end = reason == null ? null : new Trouble(reason, null);
        return new JobState(status, seq, pool, finalSpentMicros, end, at);
    }
}
