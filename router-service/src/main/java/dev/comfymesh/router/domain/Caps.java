package dev.comfymesh.router.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What is left of each job's cap in the course of one round, and how many of its candidates share that. */
final class Caps {
    private final Collection<Candidate> candidates;
    private final Map<UUID, Long> reserved = new HashMap<>();
    private final Map<UUID, Integer> waiting;

    Caps(Collection<Candidate> candidates, Collection<Living> living) {
        this.candidates = candidates;
        this.waiting = HashMap.newHashMap(candidates.size());
        living.forEach(attempt -> reserved.merge(attempt.jobId(), attempt.reservedMicros(), Long::sum));
    }

    long leftMicros(Job job) {
        return job.capMicros() - job.spentMicros() - reserved.getOrDefault(job.jobId(), 0L);
    }

    /** Whether nothing that lives can give back a part of the cap when it ends. */
    boolean isSettled(Job job) {
        return reserved.getOrDefault(job.jobId(), 0L) == 0;
    }

    /** How many of the job's candidates are not placed yet; counted when the first is to be placed. */
    int waiting(Job job) {
        if (waiting.isEmpty()) {
            for (var candidate : candidates) {
                waiting.merge(candidate.job().jobId(), 1, Integer::sum);
            }
        }
        return waiting.getOrDefault(job.jobId(), 0);
    }

    void taken(Job job, long reservedMicros) {
        reserved.merge(job.jobId(), reservedMicros, Long::sum);
        waiting.computeIfPresent(job.jobId(), (_, count) -> count - 1);
    }
}
