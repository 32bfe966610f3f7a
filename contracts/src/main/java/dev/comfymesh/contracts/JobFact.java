package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a job, as it stands on {@code comfymesh.jobs.v1}. The natural key named on each fact makes
 * applying it twice harmless; fields are only ever added, and only optional ones.
 */
public sealed interface JobFact
        permits JobAccepted,
                JobCancelRequested,
                CandidatesAdded,
                TopUpRefused,
                AttemptAssigned,
                AttemptRevokeRequested,
                AttemptStarted,
                AttemptSucceeded,
                AttemptFailed,
                CandidateFailed,
                CandidateScored,
                PoolShort,
                PoolSelected,
                AttemptCharged,
                JobClosed,
                JobCompleted,
                JobFailed,
                JobCancelled,
                JobExpired {

    /** The job that this happened to; the record's key on the topic. */
    UUID jobId();

    /** When it happened, by the clock of the service that states it. */
    Instant at();
}
