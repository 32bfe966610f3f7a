package dev.comfymesh.router.app;

import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Winds a job up: what waits is dropped, what lives is asked to end, and when nothing lives the job is closed, once. */
public final class CloseJob {

    /** The pool is closed: nothing else needs to run. */
    List<JobFact> selected(OpenJob job, Instant now) {
        if (job.isClosed()) {
            return List.of();
        }
        job.markSelected();
        return windUp(job, "the pool is selected", now);
    }

    /** The job is to end: nothing may start any more. */
    List<JobFact> cancelled(OpenJob job, String reason, Instant now) {
        if (job.isClosed()) {
            return List.of();
        }
        job.markCancelled();
        return windUp(job, reason, now);
    }

    /** After a change of the job: the facts, and the close behind them if that was the last of a job not wanted any more. */
    List<JobFact> after(OpenJob job, List<JobFact> facts, Instant now) {
        if (job.isWanted()) {
            return facts;
        }
        var all = new ArrayList<>(facts);
        job.close(now).ifPresent(sum -> all.add(new JobClosed(job.jobId(), now, sum.attempts(), sum.spentMicros())));
        return all;
    }

    private List<JobFact> windUp(OpenJob job, String reason, Instant now) {
        job.dropWaiting();
        List<JobFact> revocations = job.revokeLiving().stream()
                .<JobFact>map(attemptId -> new AttemptRevokeRequested(job.jobId(), now, attemptId, reason))
                .toList();
        return after(job, revocations, now);
    }
}
