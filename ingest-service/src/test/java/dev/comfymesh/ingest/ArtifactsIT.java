package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.ArtifactKind;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.ingest.Api.Answer;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a completed job delivers, and to whom. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ArtifactsIT {
    private static final byte[] PICTURE = new byte[300_000];

    @TestHTTPResource("/")
    URI base;

    @Inject
    ObjectStore objects;

    Api api;
    Api nobody;

    @BeforeEach
    void open() {
        new Random(1).nextBytes(PICTURE);
        api = new Api(base, Api.KEY);
        nobody = api.with("");
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @Test
    void deliversToWhoeverHasTheLink() {
        var url = delivered();

        var whole = nobody.get(url);

        assertThat(whole.status()).as(whole.toString()).isEqualTo(200);
        assertThat(whole.response().body()).isEqualTo(PICTURE);
        assertThat(whole.header("Content-Type")).isEqualTo("image/png");
        assertThat(whole.header("Content-Length")).isEqualTo("300000");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(whole.header("Content-Disposition")).matches("inline; filename=\"[0-9a-f-]+\\.png\"");
        assertThat(whole.header("ETag")).isEqualTo("\"sha256:" + "a".repeat(64) + "\"");
        assertThat(nobody.get(url, "If-None-Match", whole.header("ETag")).status())
                .isEqualTo(304);
        var head = nobody.method("HEAD", url);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("300000");
    }

    @Test
    void deliversParts() {
        var url = delivered();

        var part = nobody.get(url, "Range", "bytes=100000-199999");
        assertThat(part.status()).as(part.header("Content-Range")).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 100000-199999/300000");
        assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(PICTURE, 100_000, 200_000));

        var beyond = nobody.get(url, "Range", "bytes=300000-");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */300000");
        assertThat(beyond.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(beyond.json().path("code").textValue()).isEqualTo("unsatisfiable-range");

        assertThat(nobody.get(url, "Range", "bytes=0-1", "If-Range", "\"another\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesLinksThatAreNotOurs() {
        var url = delivered();

        assertThat(code(nobody.get(url.replace("signature=", "signature=A")))).isEqualTo("link-invalid");
        assertThat(code(nobody.get(url.replaceAll("expires=\\d+", "expires=99999999999"))))
                .isEqualTo("link-invalid");
        assertThat(code(nobody.get(url.replaceAll("\\?.*", "")))).isEqualTo("link-invalid");
    }

    @Test
    void savesWhatCouldRunInABrowserAndNeverShowsIt() {
        for (var type : List.of("image/svg+xml", "text/html", "text/plain", "application/x-unheard-of")) {
            var shown = nobody.get(delivered(type));

            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.header("Content-Disposition")).startsWith("attachment; ");
            assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(shown.header("Content-Security-Policy")).contains("sandbox");
        }
    }

    private static String code(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        return answer.json().path("code").textValue();
    }

    /** A path to the only artifact of a completed job. */
    private String delivered() {
        return delivered("image/png");
    }

    private String delivered(String mediaType) {
        var id = api.submit(Api.aRequest()).id();
        var job = SampleJob.aJob().id(id).tenant("local").seed(42);
        var key = "t/local/j/%s/a/%s/0".formatted(id, job.attempt(1).id());
        objects.put(key, PICTURE).await().indefinitely();
        var artifact = new Artifact(
                key, mediaType, PICTURE.length, "a".repeat(64), 64, 64, "9", "film_00001_.png", ArtifactKind.TEMP);
        try (var log = FactReader.of(Topic.JOBS);
                var router = FactLog.as("router-service");
                var executor = FactLog.as("executor-service");
                var scoring = FactLog.as("scoring-service")) {
            log.await(id, JobAccepted.class);
            router.state("local", job.attempt(1).assigned());
            executor.state("local", job.attempt(1).succeeded(List.of(artifact)));
            scoring.state("local", job.attempt(1).scored(0.5), job.selected(1));
            router.state("local", job.closed(1));
        }
        await().until(() -> api.job(id).path("status").textValue().equals("COMPLETED"));
        var shown = api.job(id).at("/selection/0/artifacts/0");
        assertThat(shown.path("name").textValue()).isEqualTo("film_00001_.png");
        assertThat(shown.path("kind").textValue()).isEqualTo("temp");
        var url = URI.create(api.job(id).at("/selection/0/artifacts/0/url").textValue());
        return url.getRawPath() + "?" + url.getRawQuery();
    }
}
