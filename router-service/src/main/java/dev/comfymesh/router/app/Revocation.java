package dev.comfymesh.router.app;

import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.router.domain.Living;
import java.time.Instant;
import java.util.List;

/** The wish that attempts of a job end early; each is asked once, by whoever asks first. */
final class Revocation {
    private Revocation() {}

    static List<JobFact> of(OpenJob job, List<Living> attempts, String reason, Instant now) {
        return attempts.stream()
                .map(Living::attemptId)
                .filter(job::revoke)
                .<JobFact>map(id -> new AttemptRevokeRequested(job.jobId(), now, id, reason))
                .toList();
    }
}
