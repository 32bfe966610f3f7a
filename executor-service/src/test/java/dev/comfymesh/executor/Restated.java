package dev.comfymesh.executor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.Projection;
import dev.comfymesh.testkit.Graphs;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import java.time.Instant;
import java.util.List;

/** Samples with one thing changed. */
final class Restated {
    private Restated() {}

    /** A job whose graph names a model that the simulated node has. */
    static SampleJob runnableJob() {
        var graph = Graphs.textToImage();
        ((ObjectNode) graph.at("/1/inputs")).put("ckpt_name", "v1-5-pruned-emaonly.safetensors");
        return SampleJob.aJob().graph(graph);
    }

    /**
     * A job of twenty seconds at 50 ms a step, and of next to nothing at none. A node that is to fail halfway fails in the
     * last sampler that it comes to, hence not as soon as the run has begun: there are two.
     */
    static SampleJob longJob() {
        var graph = (ObjectNode) runnableJob().accepted().graph();
        ((ObjectNode) graph.at("/5/inputs")).put("steps", 400);
        graph.set("8", graph.get("5").deepCopy());
        ((ObjectNode) graph.at("/8/inputs"))
                .put("steps", 1)
                .putArray("latent_image")
                .add("5")
                .add(0);
        ((ObjectNode) graph.at("/6/inputs")).putArray("samples").add("8").add(0);
        return SampleJob.aJob().graph(graph);
    }

    static SampleAttempt withDigest(SampleAttempt attempt, String digest) {
        return new SampleAttempt(
                attempt.tenantId(),
                attempt.jobId(),
                attempt.candidate(),
                attempt.at(),
                digest,
                attempt.deadline(),
                attempt.number(),
                attempt.targetId());
    }

    static JobAccepted withDigest(JobAccepted job, String digest) {
        return restated(job, digest, job.files(), job.projections());
    }

    static JobAccepted withFiles(JobAccepted job, List<InputFile> files) {
        return restated(job, job.digest(), files, job.projections());
    }

    static JobAccepted withProjection(JobAccepted job, Projection projection) {
        return restated(job, job.digest(), job.files(), List.of(projection));
    }

    private static JobAccepted restated(
            JobAccepted job, String digest, List<InputFile> files, List<Projection> projections) {
        return new JobAccepted(
                job.jobId(),
                job.at(),
                job.tenant(),
                job.graph(),
                digest,
                job.pool(),
                job.seed(),
                job.deadline(),
                job.capMicros(),
                job.priority(),
                job.previews(),
                files,
                job.routing(),
                projections);
    }

    static AttemptAssigned startingBy(AttemptAssigned fact, Instant startBy) {
        return new AttemptAssigned(
                fact.jobId(),
                fact.at(),
                fact.attemptId(),
                fact.candidateId(),
                fact.number(),
                fact.targetId(),
                fact.seed(),
                fact.digest(),
                startBy,
                fact.endBy(),
                fact.decision());
    }
}
