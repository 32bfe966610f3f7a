package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.JobAccepted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for when the job was accepted; it never changes.
 *
 * @param workflow the digest of its graph; null where it has none, or was accepted before that was kept
 */
public record Terms(
        UUID jobId,
        String tenantId,
        @Nullable String workflow,
        Profile profile,
        int deliver,
        int maxCandidates,
        Instant deadline) {
    static Terms of(JobAccepted job, Profile profile) {
        return new Terms(
                job.jobId(),
                job.tenant().id(),
                job.given() == null ? job.digest() : null,
                profile,
                job.pool().deliver(),
                job.pool().maxCandidates(),
                job.deadline());
    }

    /** Whether a pool of these candidates may grow. */
    boolean leaveRoomFor(List<Candidate> candidates) {
        return candidates.size() < maxCandidates;
    }
}
