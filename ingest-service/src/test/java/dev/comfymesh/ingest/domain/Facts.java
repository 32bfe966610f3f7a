package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.JobFailed;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.TopUpRefusal;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.testkit.SampleJob;
import java.util.List;

/** One fact of every kind. */
final class Facts {
    private static final Cause CAUSE = new Cause("some-code", "Some sentence.");

    private Facts() {}

    static List<JobFact> all(SampleJob job) {
        var attempt = job.attempt(1);
        return List.of(
                job.accepted(),
                job.cancelRequested(),
                new CandidatesAdded(job.id(), job.at(), 2, List.of(job.candidate(2))),
                new TopUpRefused(job.id(), job.at(), 1, TopUpRefusal.BUDGET),
                attempt.assigned(),
                attempt.revokeRequested(),
                attempt.started(),
                attempt.succeeded(),
                attempt.failed(FailureClass.LOST),
                attempt.gaveUp(FailureClass.LOST),
                attempt.scored(0.5),
                new PoolShort(job.id(), job.at(), 1, 1, List.of()),
                job.selected(1),
                new AttemptCharged(job.id(), job.at(), attempt.id(), ChargeKind.RUN, 5, "sim-a"),
                job.closed(1),
                new JobCompleted(job.id(), job.at(), List.of(), true, 0),
                new JobFailed(job.id(), job.at(), CAUSE, 0),
                new JobCancelled(job.id(), job.at(), 0),
                new JobExpired(job.id(), job.at(), CAUSE, 0));
    }
}
