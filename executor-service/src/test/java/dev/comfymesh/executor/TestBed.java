package dev.comfymesh.executor;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import dev.comfymesh.testkit.SampleTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rest of the mesh as the executor meets it: it defines targets, assigns attempts, and reads what became of them. */
final class TestBed implements AutoCloseable {
    private final FactLog ingest = FactLog.as("ingest-service");
    private final FactLog router = FactLog.as("router-service");
    private final FactReader facts = FactReader.of(Topic.JOBS);
    private final List<String> targets = new ArrayList<>();

    /** Makes the node a target of a fresh name. */
    String target(NodeProcess node) {
        return target(node, "node-" + UUID.randomUUID().toString().substring(0, 8));
    }

    String target(NodeProcess node, String target) {
        targets.add(target);
        router.define(SampleTargets.aNode(target, node.url()));
        return target;
    }

    void forget(String target) {
        router.forget(target);
    }

    SampleAttempt assign(SampleJob job, String target) {
        var attempt = job.attempt(1).on(target);
        ingest.state(job.tenantId(), job.accepted());
        router.state(job.tenantId(), attempt.assigned());
        return attempt;
    }

    /** Of a workflow of this digest. */
    SampleAttempt assign(SampleJob job, String target, String digest) {
        var attempt = Restated.withDigest(job.attempt(1).on(target), digest);
        ingest.state(job.tenantId(), Restated.withDigest(job.accepted(), digest));
        router.state(job.tenantId(), attempt.assigned());
        return attempt;
    }

    void revoke(SampleAttempt attempt) {
        router.state(attempt.tenantId(), attempt.revokeRequested());
    }

    void awaitStart(SampleAttempt attempt) {
        facts.await(attempt.jobId(), AttemptStarted.class);
    }

    /** How the attempt ended: SUCCEEDED, or the class of its failure. */
    String ending(SampleAttempt attempt) {
        var end = facts.await(stated -> stated.subject().equals(attempt.jobId().toString())
                && stated.fact().filter(TestBed::isEnd).isPresent());
        return end.fact().orElseThrow() instanceof AttemptFailed failed
                ? failed.failure().name()
                : "SUCCEEDED";
    }

    long endings(SampleAttempt attempt) {
        return facts.factsOf(attempt.jobId()).stream().filter(TestBed::isEnd).count();
    }

    @Override
    public void close() {
        targets.forEach(router::forget);
        ingest.close();
        router.close();
        facts.close();
    }

    private static boolean isEnd(JobFact fact) {
        return fact instanceof AttemptFailed || fact instanceof AttemptSucceeded;
    }
}
