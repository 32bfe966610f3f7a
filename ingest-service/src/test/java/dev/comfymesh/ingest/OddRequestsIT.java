package dev.comfymesh.ingest;

import static dev.comfymesh.ingest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths, methods and headers that no client should send get an answer, and never a 500. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class OddRequestsIT {
    @TestHTTPResource("/")
    URI base;

    Api api;

    @BeforeEach
    void open() {
        api = new Api(base, Api.KEY);
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, 404",
        "GET, /nothing, 404",
        "GET, /v1/jobs/nonsense, 404",
        "GET, /v1/jobs/nonsense/events, 404",
        "GET, /v1/jobs/%00, 404",
        "GET, /v1/jobs/0193a203-0000-7000-8000-000000000000, 404",
        "GET, /v1/jobs/0193a203-0000-7000-8000-000000000000/events, 404",
        "POST, /v1/jobs/0193a203-0000-7000-8000-000000000000/cancel, 404",
        "PUT, /v1/jobs, 405",
        "DELETE, /v1/jobs/0193a203-0000-7000-8000-000000000000, 405",
        "GET, /v1/jobs/0193a203-0000-7000-8000-000000000000/cancel, 405",
        "POST, /v1/artifacts/x, 405",
        "PUT, /v1/uploads, 405",
        "GET, /v1/uploads, 405",
        "POST, /v1/uploads/x, 405",
        "GET, /v1/uploads/x, 404",
        "GET, /v1/uploads/sha256:%00, 404",
        "DELETE, /v1/uploads/sha256:0000000000000000000000000000000000000000000000000000000000000000, 404",
        "GET, /v1/jobs?limit=0, 422",
        "GET, /v1/jobs?limit=101, 422",
        "GET, /v1/jobs?limit=x, 422",
        "GET, /v1/jobs?cursor=x, 422",
        "GET, /v1/jobs?status=DONE, 422",
        "GET, /v1/jobs?createdAfter=yesterday, 422",
        "GET, /v1/jobs?createdAfter=%2B999999999-12-31T23:59:59Z, 422",
        "GET, /v1/jobs?createdBefore=-999999999-01-01T00:00:00Z, 422",
        "GET, /v1/jobs?createdBefore=0001-01-01T00:00:00Z, 200",
        "GET, /v1/jobs?metadata.a=%ed%a0%80, 200",
        "GET, /v1/jobs?stauts=FAILED, 422",
        "GET, /v1/jobs?metadata.a=%00, 422",
        "GET, /v1/jobs?metadata.a=%ff, 200",
        "GET, /v1/artifacts/x, 403",
        "GET, /v1/artifacts/%00?expires=1&signature=%00, 403",
    })
    void answersOddRequests(String method, String path, int status) {
        var answer = api.method(method, path);

        if (status == 200) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        } else {
            assertProblem(answer, status);
        }
    }

    @Test
    void tellsWhichMethodsThereAre() {
        assertThat(api.method("PUT", "/v1/jobs").header("Allow"))
                .contains("GET")
                .contains("POST");
        assertThat(api.method("OPTIONS", "/v1/jobs").status()).isEqualTo(200);
        assertThat(api.method("HEAD", "/v1/jobs").status()).isEqualTo(200);
    }

    @Test
    @Timeout(10)
    void answersTheHeadOfAStreamAndFreesTheConnection() {
        var id = api.submit(Api.aRequest()).id();

        var head = api.method("HEAD", "/v1/jobs/" + id + "/events");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
        assertThat(api.get("/v1/jobs").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/jobs | Host: a b",
                "/v1/jobs | Host: [",
                "/v1/jobs | Host: %",
                "/v1/jobs | Host:",
                "/v1/jobs | X-Nothing: 1",
                "/v1/jobs?limit=%zz | Host: a",
                "/v1/jobs?status=% | Host: a",
                "/v1/jobs/%zz | Host: a",
                "/v1/jobs/;a=b | Host: a",
                "/v1/artifacts/%2e%2e%2f%2e%2e%2fetc?expires=1&signature=x | Host: a",
                "/v1/jobs | Accept: ;;",
                "/v1/jobs | Accept: text/",
                "/v1/jobs | Accept: */*;q=x",
                "/v1/jobs | Accept: application/json;q=9",
                "/v1/jobs | Accept-Language: ;;q=x",
            })
    void survivesWhatNoClientWouldSend(String path, String header) throws Exception {
        var host = header.startsWith("Host") || header.startsWith("X-") ? "" : "Host: a\r\n";
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\n%s%s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host, header, Api.KEY)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .matches("(?s)HTTP/1.1 [24].*");
        }
    }

    @ParameterizedTest
    @CsvSource({"x", "-1", "2", "99999999999999999999"})
    void refusesEventIdsOfTheFuture(String lastEventId) {
        var id = api.submit(Api.aRequest()).id();

        assertProblem(api.get("/v1/jobs/" + id + "/events", "Last-Event-ID", lastEventId), 422);
    }

    @Test
    void describesItself() {
        assertThat(new String(api.get("/openapi").response().body(), StandardCharsets.UTF_8))
                .contains("openapi: 3.1.0")
                .contains("/v1/jobs/{id}/events")
                .contains("ui-format-graph");
        assertThat(api.get("/openapi?format=json")
                        .json()
                        .at("/paths/~1v1~1jobs/post")
                        .isObject())
                .isTrue();
        assertThat(api.get("/").status()).isEqualTo(303);
        assertThat(api.get("/swagger-ui/").status()).isEqualTo(200);
    }
}
