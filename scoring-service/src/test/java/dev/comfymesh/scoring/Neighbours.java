package dev.comfymesh.scoring;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** The services around this one, as their facts and files, and what an outsider sees of it. */
final class Neighbours implements AutoCloseable {
    private final FactLog ingest = FactLog.as("ingest-service");
    private final FactLog router = FactLog.as("router-service");
    private final FactLog executor = FactLog.as("executor-service");
    private final FactReader facts = FactReader.of(Topic.JOBS);
    private final Path objects = Path.of(ConfigProvider.getConfig().getValue("comfymesh.objects", String.class));

    FactLog ingest() {
        return ingest;
    }

    FactLog router() {
        return router;
    }

    FactLog executor() {
        return executor;
    }

    FactReader facts() {
        return facts;
    }

    CandidateScored scored(SampleJob job, int n) {
        var candidateId = job.candidate(n).candidateId();
        return facts.await(
                job.id(), CandidateScored.class, scored -> scored.candidateId().equals(candidateId));
    }

    /** The attempt has succeeded with this picture. */
    AttemptSucceeded succeeded(SampleAttempt attempt, byte[] content) {
        return attempt.succeeded(List.of(stored(attempt, 0, content)));
    }

    /** The n-th artifact of the attempt, in the object store. */
    Artifact stored(SampleAttempt attempt, int n, byte[] content) {
        var key = "t/%s/j/%s/a/%s/%d".formatted(attempt.tenantId(), attempt.jobId(), attempt.id(), n);
        try {
            Files.createDirectories(objects.resolve(key).getParent());
            Files.write(objects.resolve(key), content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Artifact(key, "image/png", content.length, "0".repeat(64), 128, 128, "9");
    }

    void awaitState(UUID jobId, String state) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> pool(jobId).statusCode(200).body("state", equalTo(state)));
    }

    ValidatableResponse pool(UUID jobId) {
        return given().auth()
                .oauth2(MeshResource.OPERATOR_TOKEN)
                .get("/v1/pools/{jobId}", jobId)
                .then();
    }

    @Override
    public void close() {
        List.of(ingest, router, executor).forEach(FactLog::close);
        facts.close();
    }
}
