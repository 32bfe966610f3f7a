package dev.comfymesh.router.app;

import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.router.domain.Decision.GivenUp;
import java.time.Instant;
import java.util.List;

/** Gives waiting candidates of one job up, as far as they still wait; answers the facts to publish with it. */
public final class GiveUpCandidates {
    private final CloseJob closing;

    public GiveUpCandidates(CloseJob closing) {
        this.closing = closing;
    }

    List<JobFact> all(OpenJob job, List<GivenUp> decisions, Instant now) {
        List<JobFact> facts = job.giveUp(decisions, now).stream()
                .<JobFact>map(one -> fact(one, now))
                .toList();
        return closing.after(job, facts, now);
    }

    private static CandidateFailed fact(GivenUp decision, Instant now) {
        var candidate = decision.candidate();
        return new CandidateFailed(
                candidate.job().jobId(),
                now,
                candidate.candidateId(),
                decision.failure(),
                candidate.attempts(),
                decision.problem());
    }
}
