package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.JobFailed;
import dev.comfymesh.contracts.OnShort;

/** Decides how a closed job ends: as cancelled if it was being cancelled, else by what its pool delivers. */
final class Ending {
    private Ending() {}

    static JobFact of(Job job, JobClosed closed) {
        var state = job.state();
        // What was spent above the cap is the house's loss, never the tenant's.
        var spentMicros = Math.min(closed.spentMicros(), job.terms().capMicros());
        if (state.status() == JobStatus.CANCELLING) {
            return new JobCancelled(job.id(), closed.at(), spentMicros);
        }
        if (state.pool().selection().isEmpty()) {
            return empty(job, closed, spentMicros);
        }
        if (!state.pool().complete() && job.terms().pool().onShort() == OnShort.FAIL) {
            return new JobFailed(job.id(), closed.at(), tooFew(job), spentMicros);
        }
        return new JobCompleted(
                job.id(), closed.at(), state.pool().selection(), state.pool().complete(), spentMicros);
    }

    private static JobFact empty(Job job, JobClosed closed, long spentMicros) {
        if (job.state().pool().deadlineStruck()) {
            var problem = new Cause("deadline", "The deadline passed before any candidate could be delivered.");
            return new JobExpired(job.id(), closed.at(), problem, spentMicros);
        }
        var trouble = job.state().problem();
        var counts = job.state().pool().counts();
        var problem = trouble != null && counts.scored() == 0
                ? noneSucceeded(trouble, counts.failed())
                : new Cause(
                        "nothing-passed",
                        "No candidate passed the profile %s."
                                .formatted(job.terms().pool().profile()));
        return new JobFailed(job.id(), closed.at(), problem, spentMicros);
    }

    private static Cause noneSucceeded(Cause leading, int failed) {
        var detail = failed > 1
                ? "None of %d candidates succeeded. %s".formatted(failed, leading.detail())
                : leading.detail();
        return new Cause(leading.code(), detail, leading.faults());
    }

    private static Cause tooFew(Job job) {
        return new Cause(
                "pool-short",
                "%d of %d wanted candidates passed, and the job asked to fail in that case."
                        .formatted(
                                job.state().pool().selection().size(),
                                job.terms().pool().deliver()));
    }
}
