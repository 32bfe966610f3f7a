package dev.comfymesh.router.app;

import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.router.domain.TopUp;
import dev.comfymesh.router.domain.TopUp.Added;
import dev.comfymesh.router.domain.TopUp.Refused;
import dev.comfymesh.router.domain.TopUp.ShortPool;
import java.time.Instant;
import java.util.List;

/** Answers a short pool, once for each wave: with more candidates, or with the reason why there will be none. */
public final class TopUpPool {
    private final TopUp policy;

    public TopUpPool(TopUp policy) {
        this.policy = policy;
    }

    /** Nothing for a wave that was answered before; a job that is closed or selected asks for nothing any more. */
    List<JobFact> answer(OpenJob job, PoolShort shortage, Instant now) {
        if (job.isClosed()
                || job.row().selected()
                || shortage.wave() != job.row().wave()) {
            return List.of();
        }
        return List.of(
                switch (policy.answer(pool(job, shortage), now)) {
                    case Refused(var reason) -> new TopUpRefused(job.jobId(), now, shortage.wave(), reason);
                    case Added(var candidates) -> {
                        job.addWave(candidates, now);
                        yield new CandidatesAdded(job.jobId(), now, job.row().wave(), candidates);
                    }
                });
    }

    private static ShortPool pool(OpenJob job, PoolShort shortage) {
        var row = job.row();
        return new ShortPool(
                row.jobId(),
                row.seed(),
                row.wave(),
                job.added(),
                row.deliver(),
                shortage.missing(),
                row.maxCandidates(),
                row.deadline(),
                row.capMicros(),
                row.spentMicros(),
                row.cancelled());
    }
}
