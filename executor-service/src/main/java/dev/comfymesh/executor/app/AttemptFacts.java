package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.ProgressNote;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Tenure;
import java.time.Instant;

/** The facts that are stated about an attempt. */
public final class AttemptFacts {
    private static final int HUNDRED = 100;

    private AttemptFacts() {}

    public static JobFact started(Assignment attempt, Tenure tenure, Instant at) {
        return new AttemptStarted(
                attempt.jobId(), at, attempt.attemptId(), attempt.candidateId(), attempt.targetId(), tenure.epoch());
    }

    /** How far a run is whose provider tells nothing but a share of the whole. */
    public static ProgressNote progress(Assignment attempt, String provider, double fraction) {
        return new AttemptProgress(
                attempt.jobId(),
                attempt.candidateId(),
                attempt.attemptId(),
                provider,
                (int) Math.round(Math.min(1, fraction) * HUNDRED),
                HUNDRED,
                Math.min(1, fraction));
    }

    public static JobFact ended(Assignment attempt, Ending ending, Instant at) {
        return switch (ending) {
            case Ending.Succeeded(var artifacts, var gpuMillis, var cached, var metered) ->
                new AttemptSucceeded(
                        attempt.jobId(),
                        at,
                        attempt.attemptId(),
                        attempt.candidateId(),
                        attempt.targetId(),
                        artifacts,
                        gpuMillis,
                        cached,
                        metered);
            case Ending.Failed(var failure, var detail, var gpuMillis, var faults, var metered) ->
                new AttemptFailed(
                        attempt.jobId(),
                        at,
                        attempt.attemptId(),
                        attempt.candidateId(),
                        attempt.targetId(),
                        failure,
                        failure.category(),
                        new Cause(failure.name(), detail, faults.isEmpty() ? null : faults),
                        gpuMillis,
                        metered);
        };
    }
}
