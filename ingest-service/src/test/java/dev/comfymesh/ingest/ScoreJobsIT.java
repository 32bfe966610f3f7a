package dev.comfymesh.ingest;

import static dev.comfymesh.ingest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.ingest.adapter.store.UploadRemoval;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that only have pictures judged; what scoring and the router say of them is said by the test. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ScoreJobsIT {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1};
    private static final byte[] GIF = "GIF89a, as far as one can see".getBytes(StandardCharsets.UTF_8);

    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    @Inject
    UploadRemoval removal;

    private Api api;
    private Tenants tenants;

    @BeforeEach
    void open() {
        api = new Api(base, Api.KEY);
        tenants = new Tenants(database);
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @Test
    void givesPicturesToScoringAndDeliversTheChosen() throws Throwable {
        var picture = another(PNG);
        var png = upload(picture);
        var accepted = api.submit(
                score(png, upload(another(GIF))),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        var fact = fact(accepted.id());

        assertThat(fact.given()).hasSize(2);
        assertThat(fact.pool().maxCandidates()).isEqualTo(2);
        assertThat(fact.capMicros()).isZero();
        assertThat(accepted.json().at("/cost/reservedMicros").longValue()).isZero();

        close(fact, 1);
        var job = api.job(fact.jobId());
        assertThat(job.at("/selection/0/artifacts/0/sha256").textValue()).isEqualTo(png.substring("sha256:".length()));
        assertThat(job.at("/pool/scored").intValue()).isEqualTo(1);

        tenants.run("update upload set used_at = now() - interval '60 days'");
        VertxContextSupport.subscribeAndAwait(() -> removal.removeOld(Duration.ofDays(7)));
        var url = job.at("/selection/0/artifacts/0/url").textValue();
        assertThat(api.get(url).response().body()).isEqualTo(picture);
        assertThat(tenants.number("select count(*) from upload where sha256 = '%s'"
                        .formatted(fact.given().get(1).picture().sha256())))
                .isZero();
    }

    @Test
    void givesWhatAnOlderJobDeliveredAndMadeToANewOne() {
        var older = fact(api.submit(score(upload(PNG), upload(GIF))).id());
        close(older, 2);
        var artifact = api.job(older.jobId()).at("/selection/0/artifacts/0/id").textValue();

        var again = fact(api.submit(scoreOf("artifact", artifact)).id());
        var all = fact(api.submit(scoreOf("job", older.jobId().toString())).id());

        assertThat(again.given())
                .extracting(given -> given.picture().key())
                .containsExactly(older.given().get(1).picture().key());
        assertThat(all.given())
                .extracting(given -> given.picture().key())
                .containsExactly(
                        older.given().get(0).picture().key(),
                        older.given().get(1).picture().key());
        assertThat(all.given().getFirst().attemptId())
                .isNotEqualTo(older.given().getFirst().attemptId());
    }

    @Test
    void refusesWhatIsNoPictureOfTheTenants() {
        var older = fact(api.submit(score(upload(PNG))).id());
        close(older, 1);
        var artifact = api.job(older.jobId()).at("/selection/0/artifacts/0/id").textValue();
        var stranger = api.with(tenants.add("stranger", 0, "jobs:read jobs:write"));

        assertFault(stranger.submit(scoreOf("artifact", artifact)), "pictures[0].artifact", "unknown-artifact");
        assertFault(stranger.submit(scoreOf("job", older.jobId().toString())), "pictures[0].job", "no-pictures");
        assertFault(api.submit(scoreOf("artifact", "none")), "pictures[0].artifact", "unknown-artifact");
        assertFault(
                api.submit(score(upload("no picture".getBytes(StandardCharsets.UTF_8)))),
                "pictures[0]",
                "not-a-picture");
        var tooFew = scoreOf("job", older.jobId().toString());
        tooFew.putObject("pool").put("deliver", 2);
        assertFault(api.submit(tooFew), "pool.deliver", "too-few-pictures");
        assertProblem(api.submit(scoreOf("upload", "sha256:" + "0".repeat(64))), 422, "files-unavailable");
    }

    @Test
    void failsAJobOfAProfileThatNobodyKnowsAndSaysSo() {
        var request = score(upload(PNG));
        request.putObject("pool").put("profile", "nobodys");
        var fact = fact(api.submit(request).id());

        end(
                fact,
                new PoolSelected(
                        fact.jobId(), fact.at(), List.of(), false, List.of(new ReasonCount("UNKNOWN_PROFILE", 1))));

        assertThat(api.job(fact.jobId()).at("/status").textValue()).isEqualTo("FAILED");
        assertThat(api.job(fact.jobId()).at("/problem/code").textValue()).isEqualTo("unknown-profile");
    }

    @Test
    void expiresAJobWhosePicturesNobodyLookedAtInTime() {
        var fact = fact(api.submit(score(upload(PNG))).id());

        end(fact, new PoolSelected(fact.jobId(), fact.at(), List.of(), false, List.of(new ReasonCount("DEADLINE", 1))));

        assertThat(api.job(fact.jobId()).at("/status").textValue()).isEqualTo("EXPIRED");
    }

    private static void assertFault(Api.Answer answer, String field, String code) {
        assertProblem(answer, 422, "pictures-unfit");
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/code").textValue()).isEqualTo(code);
    }

    private JobAccepted fact(UUID jobId) {
        return WireJson.read(tenants.payload(jobId).getBytes(StandardCharsets.UTF_8), JobAccepted.class);
    }

    /** The n-th candidate is scored and selected. */
    private void close(JobAccepted fact, int n) {
        var candidate = fact.firstWave().get(n - 1);
        var attemptId = fact.given().get(n - 1).attemptId();
        try (var scoring = FactLog.as("scoring-service")) {
            scoring.state(
                    "local",
                    new CandidateScored(
                            fact.jobId(),
                            fact.at(),
                            candidate.candidateId(),
                            attemptId,
                            "generic",
                            new Verdict(true, 1, List.of())));
        }
        var best = new Selected(1, candidate.candidateId(), attemptId, candidate.seed(), 1);
        end(fact, new PoolSelected(fact.jobId(), fact.at(), List.of(best), true, List.of()));
    }

    private void end(JobAccepted fact, PoolSelected selected) {
        try (var scoring = FactLog.as("scoring-service");
                var router = FactLog.as("router-service")) {
            scoring.state("local", selected);
            await().until(() ->
                    api.get("/v1/jobs/" + fact.jobId()).json().path("seq").intValue() > 1);
            router.state("local", new JobClosed(fact.jobId(), fact.at(), 0, 0));
        }
        await().until(() -> isOver(api.job(fact.jobId())));
    }

    private static boolean isOver(JsonNode job) {
        return !job.path("status").textValue().matches("ACCEPTED|RUNNING");
    }

    /** Another file of the same kind, which nobody else needs. */
    private static byte[] another(byte[] file) {
        var tail = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(file, file.length + tail.length);
        System.arraycopy(tail, 0, all, file.length, tail.length);
        return all;
    }

    private String upload(byte[] file) {
        return api.upload(file).json().path("digest").textValue();
    }

    private static ObjectNode score(String... uploads) {
        var request = JsonNodeFactory.instance.objectNode().put("kind", "score");
        var pictures = request.putArray("pictures");
        for (var upload : uploads) {
            pictures.addObject().put("upload", upload);
        }
        return request;
    }

    private static ObjectNode scoreOf(String name, String value) {
        var request = JsonNodeFactory.instance.objectNode().put("kind", "score");
        request.putArray("pictures").addObject().put(name, value);
        return request;
    }
}
