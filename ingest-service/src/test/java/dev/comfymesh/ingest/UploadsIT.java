package dev.comfymesh.ingest;

import static dev.comfymesh.ingest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.ingest.Api.Answer;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that tenants bring: kept once, within limits, and each tenant's own. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class UploadsIT {
    private static final String FORM = "multipart/form-data; boundary=edge";

    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    @Inject
    ObjectStore objects;

    String tenant;
    Tenants tenants;
    Api api;

    @BeforeEach
    void open() {
        tenants = new Tenants(database);
        tenant = "up" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(base, tenants.add(tenant, 10_000_000, "jobs:read jobs:write"));
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @Test
    void keepsAFileOnceByItsDigestAndKnowsItsKindByContent() {
        var picture = picture(300_000);

        var first = api.post("/v1/uploads", BodyPublishers.ofByteArray(picture), "Content-Type", "text/html");
        var again = api.post(
                "/v1/uploads",
                BodyPublishers.ofByteArray(picture),
                "Content-Type",
                "application/x-www-form-urlencoded"); // as curl says of anything

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(first.json().path("mediaType").textValue()).isEqualTo("image/png");
        assertThat(first.json().path("bytes").longValue()).isEqualTo(300_000);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(objects.read(key(first)).await().indefinitely()).isEqualTo(picture);
        assertThat(api.get(URI.create(first.header("Location")).getPath()).json())
                .isEqualTo(first.json());
        assertThat(uploads()).isEqualTo(1);
    }

    @Test
    void takesTheOneFileOfAForm() {
        var picture = new String(picture(100_000), StandardCharsets.ISO_8859_1);

        var form = form(part("name=\"note\"", "x") + part("name=\"file\"; filename=\"../../a.png\"", picture));

        assertThat(form.status()).as(form.toString()).isEqualTo(201);
        assertThat(form.json().path("bytes").longValue()).isEqualTo(100_000);
        assertThat(objects.size(key(form)).await().indefinitely()).contains(100_000L);
    }

    @Test
    void refusesWhatIsNotOneWholeFile() {
        assertProblem(api.upload(new byte[0]), 422, "empty-upload");
        assertProblem(form(part("name=\"note\"", "x")), 422, "empty-upload");
        assertProblem(
                form(part("name=\"a\"; filename=\"a\"", "x") + part("name=\"b\"; filename=\"b\"", "y")),
                422,
                "second-file");
        assertProblem(
                api.post("/v1/uploads", BodyPublishers.ofString("x"), "Content-Encoding", "gzip"), 415, "encoded-body");
        assertThat(uploads()).isZero();
    }

    @Test
    void refusesWhatIsTooLarge() {
        var large = new byte[2_000_001];

        assertProblem(api.upload(large), 413, "upload-too-large");
        assertProblem(
                api.post("/v1/uploads", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                413,
                "upload-too-large");
        assertThat(uploads()).isZero();
    }

    @Test
    void endsAnUploadOfWhichNothingComes() throws Exception {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("POST /v1/uploads HTTP/1.1\r\nHost: a\r\nX-API-Key: %s\r\nContent-Length: 100\r\n\r\nfew"
                            .formatted(Api.KEY)
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketTimeoutException open) {
                answer.writeBytes("-- still open".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(answer.toString(StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408")
                    .endsWith("}");
        }
    }

    @Test
    void isOnlyForTheTenantItself() {
        var stranger = new Api(base, Api.KEY);
        var path = path(api.upload(picture(10)));

        assertProblem(stranger.get(path), 404, "unknown-upload");
        assertProblem(stranger.method("DELETE", path), 404, "unknown-upload");
        var onlooker = api.with(tenants.add("onlooker" + tenant, 0, "jobs:read"));
        assertProblem(onlooker.upload(picture(10)), 403, "missing-scope");
        assertProblem(onlooker.method("DELETE", path), 403, "missing-scope");
        assertThat(api.get(path).status()).isEqualTo(200);
    }

    @Test
    void forgetsAtOnceWhatIsDeleted() {
        var picture = picture(1_000);
        var path = path(api.upload(picture));

        assertThat(api.method("DELETE", path).status()).isEqualTo(204);

        assertProblem(api.get(path), 404, "unknown-upload");
        assertProblem(api.method("DELETE", path), 404, "unknown-upload");
        assertThat(path(api.upload(picture))).isEqualTo(path);
        assertThat(api.get(path).status()).isEqualTo(200);
    }

    @Test
    void makesRoomByRemovingWhatWasNotUsedForTheLongestTime() {
        var first = api.upload(picture(1_900_000));
        var second = api.upload(picture(1_900_001));
        assertProblem(api.upload(picture(1_900_002)), 409, "storage-full");

        tenants.run("update upload set used_at = now() - interval '1 hour' where tenant_id = '%s' and bytes = 1900000"
                .formatted(tenant));

        assertThat(api.upload(picture(1_900_002)).status()).isEqualTo(201);
        assertProblem(api.get(path(first)), 404, "unknown-upload");
        assertThat(objects.size(key(first)).await().indefinitely()).isEmpty();
        assertThat(api.get(path(second)).status()).isEqualTo(200);
    }

    private Answer form(String parts) {
        var body = (parts + "--edge--\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return api.post("/v1/uploads", BodyPublishers.ofByteArray(body), "Content-Type", FORM);
    }

    private static String part(String disposition, String content) {
        return "--edge\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n".formatted(disposition, content);
    }

    private static byte[] picture(int bytes) {
        var picture = new byte[bytes];
        new Random(bytes).nextBytes(picture);
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, picture, 0, 8);
        return picture;
    }

    private String key(Answer upload) {
        return "t/%s/u/%s"
                .formatted(tenant, upload.json().path("digest").textValue().substring("sha256:".length()));
    }

    private static String path(Answer upload) {
        return "/v1/uploads/" + upload.json().path("digest").textValue();
    }

    private long uploads() {
        return tenants.number(
                "select count(*) from upload where tenant_id = '%s' and stored_at is not null".formatted(tenant));
    }
}
