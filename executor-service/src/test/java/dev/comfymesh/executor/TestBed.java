package dev.comfymesh.executor;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.Projection;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetDefined;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import dev.comfymesh.testkit.SampleTargets;
import java.net.URI;
import java.time.Instant;
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
    String target(NodeControl node) {
        return target(node.url());
    }

    /** Makes the node at this address a target of a fresh name. */
    String target(String url) {
        return target(url, "node-" + UUID.randomUUID().toString().substring(0, 8));
    }

    String target(NodeControl node, String target) {
        return target(node.url(), target);
    }

    private String target(String url, String target) {
        targets.add(target);
        router.define(SampleTargets.aNode(target, url));
        return target;
    }

    /** Makes an account with a provider a target of this name. */
    void provider(String target, String word, TargetContract contract, URI url) {
        targets.add(target);
        router.define(new TargetDefined(
                target, Instant.now(), TargetKind.PROVIDER, contract, url.toString(), 4, 0, false, word));
    }

    void forget(String target) {
        router.forget(target);
    }

    SampleAttempt assign(SampleJob job, String target) {
        var digest = digest(job);
        var attempt = Restated.withDigest(job.attempt(1).on(target), digest);
        ingest.state(job.tenantId(), Restated.withDigest(job.accepted(), digest));
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

    /** Of a job whose graph a provider's model may make. */
    SampleAttempt assign(SampleJob job, String target, Projection projection) {
        var digest = digest(job);
        var attempt = Restated.withDigest(job.attempt(1).on(target), digest);
        ingest.state(job.tenantId(), Restated.withProjection(Restated.withDigest(job.accepted(), digest), projection));
        router.state(job.tenantId(), attempt.assigned());
        return attempt;
    }

    void revoke(SampleAttempt attempt) {
        router.state(attempt.tenantId(), attempt.revokeRequested());
    }

    /** Assigns an attempt of each candidate of the job, spread over the targets. */
    void assignAll(SampleJob job, List<String> over) {
        var digest = digest(job);
        ingest.state(job.tenantId(), Restated.withDigest(job.accepted(), digest));
        for (int n = 1; n <= job.pool().candidates(); n++) {
            var attempt = job.attempt(n).on(over.get(n % over.size()));
            router.state(job.tenantId(), Restated.withDigest(attempt, digest).assigned());
        }
    }

    void awaitStart(SampleAttempt attempt) {
        facts.await(attempt.jobId(), AttemptStarted.class);
    }

    /** How the attempt ended: SUCCEEDED, or the class of its failure. */
    String ending(SampleAttempt attempt) {
        return end(attempt) instanceof AttemptFailed failed ? failed.failure().name() : "SUCCEEDED";
    }

    /** The fact that ended the attempt. */
    JobFact end(SampleAttempt attempt) {
        return facts.await(stated -> stated.subject().equals(attempt.jobId().toString())
                        && stated.fact().filter(TestBed::isEnd).isPresent())
                .fact()
                .orElseThrow();
    }

    AttemptFailed failure(SampleAttempt attempt) {
        return facts.await(attempt.jobId(), AttemptFailed.class);
    }

    long endings(SampleAttempt attempt) {
        return facts.factsOf(attempt.jobId()).stream().filter(TestBed::isEnd).count();
    }

    /** Removes the targets that were made. */
    void forgetTargets() {
        targets.forEach(router::forget);
        targets.clear();
    }

    @Override
    public void close() {
        forgetTargets();
        ingest.close();
        router.close();
        facts.close();
    }

    /** Equal graphs are stored once, under a name that tells them from others. */
    private static String digest(SampleJob job) {
        return "sha256:" + UUID.nameUUIDFromBytes(WireJson.write(job.accepted().graph()));
    }

    private static boolean isEnd(JobFact fact) {
        return fact instanceof AttemptFailed || fact instanceof AttemptSucceeded;
    }
}
