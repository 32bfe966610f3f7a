package dev.comfymesh.router;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** All that is around the router: who states facts, who reads them, and the nodes. */
final class MeshInTest implements AutoCloseable {
    private final FactLog ingest = FactLog.as("ingest-service");
    private final FactLog executor = FactLog.as("executor-service");
    private final FactLog scoring = FactLog.as("scoring-service");
    private final FactReader log = FactReader.of(Topic.JOBS);
    private final FleetInTest fleet;

    MeshInTest(URI router, ObjectStore objects) {
        fleet = new FleetInTest(router, objects, executor);
    }

    FactLog ingest() {
        return ingest;
    }

    FactLog executor() {
        return executor;
    }

    FactLog scoring() {
        return scoring;
    }

    FactReader log() {
        return log;
    }

    FleetInTest fleet() {
        return fleet;
    }

    JobAccepted accepted(SampleJob sample) {
        var job = sample.accepted();
        ingest.state("acme", job);
        return job;
    }

    static ObjectNode graph(String nodeClass) {
        var graph = JsonNodeFactory.instance.objectNode();
        graph.putObject("1").put("class_type", nodeClass).putObject("inputs");
        return graph;
    }

    static JobFact started(AttemptAssigned attempt) {
        return new AttemptStarted(
                attempt.jobId(), Instant.now(), attempt.attemptId(), attempt.candidateId(), attempt.targetId(), 1);
    }

    static JobFact failed(AttemptAssigned attempt, FailureClass failure, long gpuMillis) {
        return new AttemptFailed(
                attempt.jobId(),
                Instant.now(),
                attempt.attemptId(),
                attempt.candidateId(),
                attempt.targetId(),
                failure,
                failure.category(),
                new Cause("test", "It was made to fail."),
                gpuMillis);
    }

    static JobFact succeeded(AttemptAssigned attempt) {
        var artifact = new Artifact("t/x/" + UUID.randomUUID(), "image/png", 1, "0".repeat(64), 64, 64, "1");
        return new AttemptSucceeded(
                attempt.jobId(),
                Instant.now(),
                attempt.attemptId(),
                attempt.candidateId(),
                attempt.targetId(),
                List.of(artifact),
                1_000,
                false);
    }

    /** Does on a Vert.x context what cannot be done elsewhere, and waits for it. */
    static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        List.of(ingest, executor, scoring).forEach(FactLog::close);
        log.close();
    }
}
