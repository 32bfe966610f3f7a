package dev.comfymesh.router.app;

import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.router.domain.TopUp;
import dev.comfymesh.router.domain.TopUp.Added;
import dev.comfymesh.router.domain.TopUp.Refused;
import dev.comfymesh.router.domain.TopUp.ShortPool;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Answers a short pool, once for each wave: with more candidates, or with the reason why there will be none. */
public final class TopUpPool {
    private final TopUp policy;

    public TopUpPool(TopUp policy) {
        this.policy = policy;
    }

    public Uni<List<JobFact>> answer(JobBook jobs, PoolShort shortage, Instant now) {
        return jobs.open(shortage.jobId())
                .chain(open -> open.filter(job -> !job.selected() && shortage.wave() == job.wave())
                        .map(job -> answer(jobs, job, shortage, now))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private Uni<List<JobFact>> answer(JobBook jobs, OpenJob job, PoolShort shortage, Instant now) {
        var pool = new ShortPool(
                job.jobId(),
                job.seed(),
                job.wave(),
                job.added(),
                job.deliver(),
                shortage.missing(),
                job.maxCandidates(),
                job.deadline(),
                job.capMicros(),
                job.spentMicros(),
                job.cancelled());
        return switch (policy.answer(pool, now)) {
            case Refused(var reason) ->
                Uni.createFrom().item(List.of(new TopUpRefused(job.jobId(), now, job.wave(), reason)));
            case Added(var candidates) ->
                jobs.addWave(job.jobId(), job.wave() + 1, candidates, now)
                        .replaceWith(List.of(new CandidatesAdded(job.jobId(), now, job.wave() + 1, candidates)));
        };
    }
}
