package dev.comfymesh.router.app;

import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobFact;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Winds a job up: what waits is dropped, what lives is asked to end, and when nothing lives the job is closed, once. */
public final class CloseJob {

    /** The pool is closed: nothing else needs to run. */
    public Uni<List<JobFact>> selected(JobBook jobs, UUID jobId, Instant now) {
        return windUp(jobs, jobId, jobs.markSelected(jobId), "the pool is selected", now);
    }

    /** The job is to end: nothing may start any more. */
    public Uni<List<JobFact>> cancelled(JobBook jobs, UUID jobId, String reason, Instant now) {
        return windUp(jobs, jobId, jobs.markCancelled(jobId), reason, now);
    }

    private Uni<List<JobFact>> windUp(JobBook jobs, UUID jobId, Uni<Void> mark, String reason, Instant now) {
        return jobs.open(jobId)
                .chain(open -> open.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : mark.chain(() -> jobs.dropWaiting(jobId))
                                .chain(() -> jobs.revokeLiving(jobId))
                                .map(living -> revocations(jobId, living, reason, now))
                                .chain(facts -> close(jobs, jobId, facts, now)));
    }

    /** After a change of the job: the facts, and the close behind them if that was the last of a job not wanted any more. */
    Uni<List<JobFact>> after(JobBook jobs, OpenJob job, List<JobFact> facts, Instant now) {
        return job.isWanted() ? Uni.createFrom().item(facts) : close(jobs, job.jobId(), facts, now);
    }

    private static Uni<List<JobFact>> close(JobBook jobs, UUID jobId, List<JobFact> facts, Instant now) {
        return jobs.close(jobId, now).map(closing -> {
            var all = new ArrayList<>(facts);
            closing.ifPresent(sum -> all.add(new JobClosed(jobId, now, sum.attempts(), sum.spentMicros())));
            return all;
        });
    }

    private static List<JobFact> revocations(UUID jobId, List<UUID> living, String reason, Instant now) {
        return living.stream()
                .<JobFact>map(attemptId -> new AttemptRevokeRequested(jobId, now, attemptId, reason))
                .toList();
    }
}
