package dev.comfymesh.ingest;

import static dev.comfymesh.ingest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.ingest.adapter.store.UploadRemoval;
import dev.comfymesh.ingest.domain.Sha256;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of a job are in the object store before the job is accepted, or it is not accepted. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class FilesIT {
    private static final byte[] FACE = "a face".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MASK = "a mask".getBytes(StandardCharsets.UTF_8);

    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    @Inject
    ObjectStore objects;

    @Inject
    UploadRemoval removal;

    private final AtomicInteger fetches = new AtomicInteger();
    private HttpServer web;
    private Tenants tenants;
    private String tenant;
    private Api api;

    @BeforeEach
    void open() throws IOException {
        tenants = new Tenants(database);
        tenant = "files" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(base, tenants.add(tenant, 10_000_000, "jobs:read jobs:write"));
        await().until(() -> api.get("/v1/jobs").status() == 200);
        web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/", this::serve);
        web.start();
    }

    @AfterEach
    void close() {
        web.stop(0);
    }

    @Test
    void areThereWhereverTheyCameFrom() {
        var upload = api.upload(FACE).json().path("digest").textValue();
        var request = request();
        var files = request.putObject("files");
        files.putObject("/input/face.png").put("upload", upload);
        files.putObject("/input/masks/a.png").put("url", url("/mask"));
        files.putObject("/models/loras/x.safetensors")
                .put("base64", Base64.getEncoder().encodeToString(FACE));

        var accepted = accepted(request);

        assertThat(accepted.files())
                .containsExactly(
                        input("/input/face.png", FACE),
                        input("/input/masks/a.png", MASK),
                        input("/models/loras/x.safetensors", FACE));
        assertThat(accepted.files())
                .allSatisfy(file -> assertThat(objects.size(file.key()).await().indefinitely())
                        .contains(file.bytes()));
        assertThat(accepted(Api.aRequest()).files()).isNull();
    }

    @Test
    void areNotFetchedAgainForARepeat() {
        var request = request();
        var files = request.putObject("files");
        files.putObject("/input/masks/a.png").put("url", url("/mask"));

        var first = api.submit(request, "Idempotency-Key", "files-1");
        var repeat = api.submit(request, "Idempotency-Key", "files-1");
        files.putObject("/input/face.png").put("url", url("/face"));
        var reused = api.submit(request, "Idempotency-Key", "files-1");

        assertThat(repeat.json()).isEqualTo(first.json());
        assertProblem(reused, 422, "idempotency-key-reused");
        assertThat(fetches).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "url, /nothing, not-served",
        "url, /large, file-too-large",
        "url, /silent, too-slow",
        "url, http://10.0.0.1/, forbidden-address",
        "url, http://127.0.0.2:1/, forbidden-address",
        "url, http://[::ffff:a9fe:a9fe]/, forbidden-address",
        "url, http://me:secret@example.org/, forbidden-address",
        "url, ftp://example.org/a.png, forbidden-address",
        "url, http://127.0.0.1:1/, unreachable",
        "upload, sha256:0000000000000000000000000000000000000000000000000000000000000000, unknown-upload",
    })
    void nameTheOneThatCannotBeHad(String kind, String where, String code) {
        var request = request();
        var address = where.startsWith("/") ? url(where) : where;
        request.putObject("files").putObject("/input/face.png").put(kind, address);

        var answer = api.submit(request);

        assertProblem(answer, 422, "files-unavailable");
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo("files./input/face.png." + kind);
        assertThat(answer.json().at("/errors/0/code").textValue()).isEqualTo(code);
        assertThat(answer.toString()).doesNotContain("secret");
        assertThat(api.get("/v1/jobs").json().path("jobs")).isEmpty();
    }

    @Test
    void areEachTenantsOwn() {
        var digest = new Api(base, Api.KEY).upload(FACE).json().path("digest").textValue();
        var request = request();
        request.putObject("files").putObject("/input/face.png").put("upload", digest);

        assertProblem(api.submit(request), 422, "files-unavailable");
    }

    @Test
    void stayWhileAJobNeedsThem() {
        var digest = api.upload(FACE).json().path("digest").textValue();
        var request = request();
        request.putObject("files").putObject("/input/face.png").put("upload", digest);
        var job = accepted(request);
        var key = job.files().getFirst().key();

        assertThat(api.method("DELETE", "/v1/uploads/" + digest).status()).isEqualTo(204);
        removeOld();
        assertThat(objects.size(key).await().indefinitely()).isPresent();

        try (var router = FactLog.as("router-service")) {
            router.state(tenant, new JobClosed(job.jobId(), Instant.now(), 0, 0));
        }
        await().until(() -> api.job(job.jobId()).path("status").textValue().equals("FAILED"));
        removeOld();
        assertThat(objects.size(key).await().indefinitely()).isEmpty();
    }

    /** As if all had not been used for some time. */
    private void removeOld() {
        tenants.run("update upload set used_at = now() - interval '1 hour' where tenant_id = '%s'".formatted(tenant));
        await().until(() -> !removal.removeOld(Duration.ofDays(7)).await().atMost(Duration.ofSeconds(10)));
    }

    private JobAccepted accepted(ObjectNode request) {
        var answer = api.submit(request);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        try (var log = FactReader.of(Topic.JOBS)) {
            return log.await(answer.id(), JobAccepted.class);
        }
    }

    private InputFile input(String path, byte[] content) {
        var sha256 = Sha256.of(content);
        return new InputFile(path, "t/%s/u/%s".formatted(tenant, sha256), "text/plain", content.length, sha256);
    }

    /** A request whose graph reads a face and a mask. */
    private static ObjectNode request() {
        var request = Api.aRequest();
        var graph = (ObjectNode) request.at("/workflow/graph");
        for (var name : List.of("face.png", "masks/a.png")) {
            graph.putObject(name)
                    .put("class_type", "LoadImage")
                    .putObject("inputs")
                    .put("image", name);
        }
        return request;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    private void serve(HttpExchange exchange) throws IOException {
        fetches.incrementAndGet();
        switch (exchange.getRequestURI().getPath()) {
            case "/face" -> answer(exchange, FACE);
            case "/mask" -> answer(exchange, MASK);
            case "/large" -> answer(exchange, new byte[2_000_001]);
            case "/silent" -> exchange.sendResponseHeaders(200, 100);
            default -> exchange.sendResponseHeaders(404, -1);
        }
    }

    private static void answer(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        try (var body = exchange.getResponseBody()) {
            body.write(content);
        }
    }
}
