package dev.comfymesh.router.app;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.Pool;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Demands;
import dev.comfymesh.router.domain.Job;
import dev.comfymesh.router.domain.Needs;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An accepted job as it comes to the router, with its first wave of candidates: none where pictures were given, as none of
 * them is to run.
 */
public record NewJob(Job job, Instant at, long seed, Pool pool, List<NewCandidate> firstWave) {
    public NewJob {
        firstWave = List.copyOf(firstWave);
    }

    /** Of the graph only what it needs of a target, and which of its nodes need it. */
    static NewJob of(JobAccepted accepted, @Nullable String traceparent) {
        var placed = GraphReading.modelFiles(accepted.files());
        var nodes = GraphReading.nodes(accepted.graph(), placed);
        var job = new Job(
                accepted.jobId(),
                accepted.tenant(),
                accepted.digest(),
                GraphShape.of(accepted.graph()),
                Needs.of(
                        nodes,
                        placed.stream().map(InputFile::sha256).toList(),
                        Demands.of(accepted.routing(), accepted.projections())),
                nodes,
                accepted.priority(),
                accepted.deadline(),
                accepted.deadline(),
                accepted.capMicros(),
                0,
                traceparent,
                GraphReading.inputs(accepted.files()));
        return new NewJob(job, accepted.at(), accepted.seed(), accepted.pool(), toRun(accepted));
    }

    private static List<NewCandidate> toRun(JobAccepted accepted) {
        return accepted.given() == null ? accepted.firstWave() : List.of();
    }

    /** As they wait for their first attempt. */
    List<Candidate> candidates() {
        return firstWave.stream()
                .map(one -> new Candidate(job, one.candidateId(), one.n(), one.seed(), 0, at, at, Set.of(), null))
                .toList();
    }
}
