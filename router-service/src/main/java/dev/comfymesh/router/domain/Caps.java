package dev.comfymesh.router.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is left of each job's cap in the course of one round. The most that an attempt can cost is set aside before it
 * runs, so that however long its attempts take, a job never spends more than its cap.
 */
final class Caps {
    /** A run may take this many times as long as expected, where the cap pays for it. */
    private static final int SLACK = 2;

    private final Map<UUID, Long> reserved = new HashMap<>();
    private final Map<UUID, Integer> waiting = new HashMap<>();

    Caps(Collection<Candidate> waiting, Collection<Living> living) {
        living.forEach(attempt -> reserved.merge(attempt.jobId(), attempt.reservedMicros(), Long::sum));
        waiting.forEach(candidate -> this.waiting.merge(candidate.job().jobId(), 1, Integer::sum));
    }

    long leftMicros(Job job) {
        return job.capMicros() - job.spentMicros() - reserved.getOrDefault(job.jobId(), 0L);
    }

    /** Whether nothing that lives can give back a part of the cap when it ends. */
    boolean isSettled(Job job) {
        return reserved.getOrDefault(job.jobId(), 0L) == 0;
    }

    /** What is set aside for one of the job's candidates: its share of what is left, or more if it is expected to cost more. */
    long reservation(Job job, long expectedMicros, long mostMicros) {
        var left = leftMicros(job);
        var share = left / Math.max(1, waiting.getOrDefault(job.jobId(), 1));
        return Math.min(left, Math.min(mostMicros, Math.max(share, SLACK * expectedMicros)));
    }

    void taken(Job job, long reservedMicros) {
        reserved.merge(job.jobId(), reservedMicros, Long::sum);
        waiting.merge(job.jobId(), -1, Integer::sum);
    }
}
