package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Candidate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was committed of a job, as far as the matcher's board can follow it without reading the tables again. */
public sealed interface BoardChange {
    UUID jobId();

    /** A new job, with all that waits of it. */
    record Arrived(UUID jobId, List<Candidate> waiting) implements BoardChange {
        public Arrived {
            waiting = List.copyOf(waiting);
        }
    }

    record Started(UUID jobId, UUID attemptId, Instant at) implements BoardChange {}

    /** The attempt is over, and nothing else of the job has changed but what it has spent. */
    record Ended(UUID jobId, UUID attemptId, long spentMicros) implements BoardChange {}

    /** Only the tables know. */
    record Reread(UUID jobId) implements BoardChange {}
}
