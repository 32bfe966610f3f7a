package dev.comfymesh.router.app;

import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.router.domain.Decision.GivenUp;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Gives waiting candidates of one job up, as far as they still wait; answers the facts to publish with it. */
public final class GiveUpCandidates {
    private final CloseJob closing;

    public GiveUpCandidates(CloseJob closing) {
        this.closing = closing;
    }

    Uni<List<JobFact>> all(JobBook jobs, UUID jobId, List<GivenUp> decisions, Instant now) {
        return jobs.open(jobId)
                .chain(open -> open.map(job -> jobs.giveUp(decisions, now)
                                .map(done -> facts(done, now))
                                .chain(facts -> closing.after(jobs, job, facts, now)))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private static List<JobFact> facts(List<GivenUp> done, Instant now) {
        return done.stream().<JobFact>map(one -> fact(one, now)).toList();
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
