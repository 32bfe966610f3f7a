package dev.comfymesh.ingest.domain;

import static dev.comfymesh.ingest.domain.JobStatus.ACCEPTED;
import static dev.comfymesh.ingest.domain.JobStatus.CANCELLED;
import static dev.comfymesh.ingest.domain.JobStatus.CANCELLING;
import static dev.comfymesh.ingest.domain.JobStatus.COMPLETED;
import static dev.comfymesh.ingest.domain.JobStatus.EXPIRED;
import static dev.comfymesh.ingest.domain.JobStatus.FAILED;
import static dev.comfymesh.ingest.domain.JobStatus.RUNNING;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.JobFailed;
import java.util.List;
import java.util.Optional;

/** The life of a job as a table: a fact without a step from the present status leaves it as it is. */
public final class JobLifecycle {
    /** One way on: {@code fact} takes a job from one status to another. */
    public record Step(JobStatus from, Class<? extends JobFact> fact, JobStatus to) {}

    public static final List<Step> STEPS = List.of(
            new Step(ACCEPTED, AttemptAssigned.class, RUNNING),
            new Step(ACCEPTED, CandidateScored.class, RUNNING),
            new Step(ACCEPTED, JobCancelRequested.class, CANCELLING),
            new Step(ACCEPTED, JobCompleted.class, COMPLETED),
            new Step(ACCEPTED, JobFailed.class, FAILED),
            new Step(ACCEPTED, JobExpired.class, EXPIRED),
            new Step(RUNNING, JobCancelRequested.class, CANCELLING),
            new Step(RUNNING, JobCompleted.class, COMPLETED),
            new Step(RUNNING, JobFailed.class, FAILED),
            new Step(RUNNING, JobExpired.class, EXPIRED),
            new Step(CANCELLING, JobCancelled.class, CANCELLED));

    private JobLifecycle() {}

    /** Where the fact takes the job; empty when it changes nothing: it is late, repeated, or the job has ended. */
    public static Optional<JobStatus> next(JobStatus from, JobFact fact) {
        return STEPS.stream()
                .filter(step -> step.from() == from && step.fact().isInstance(fact))
                .map(Step::to)
                .findFirst();
    }
}
