package dev.comfymesh.router.app;

import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.Pool;
import dev.comfymesh.router.domain.Job;
import java.time.Instant;
import java.util.List;

/** An accepted job as it comes to the router, with its first wave of candidates. */
public record NewJob(Job job, Instant at, long seed, Pool pool, List<NewCandidate> firstWave) {
    public NewJob {
        firstWave = List.copyOf(firstWave);
    }
}
