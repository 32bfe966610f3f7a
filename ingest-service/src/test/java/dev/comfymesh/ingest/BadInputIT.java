package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.ingest.Api.Answer;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, the answer is a typed problem that says what to change, and never a 500. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class BadInputIT {
    private static final byte[] TWENTY_MEGABYTES =
            ("{\"workflow\": \"" + "x".repeat(20_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);

    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    Api api;

    @BeforeEach
    void open() {
        api = new Api(base, Api.KEY);
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'workflow': | 400 | malformed-json",
                "{'\\ud800': 1, '\\ud800': 2} | 400 | malformed-json",
                "~~ | 422 | not-an-object",
                "[] | 422 | not-an-object",
                "{} | 422 | invalid-request",
                "{'workflow': {'graph': {'nodes': []}}} | 422 | ui-format-graph",
                "{'prompt': {'1': {}}} | 422 | wrapped-prompt",
                "{'workflow': {'ref': 'a@prod'}} | 422 | unknown-workflow",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {}}}}, 'pool': {'candidates': 513}} | 422 | invalid-request",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {}}}}, 'metadata': {'a': '\\u0000'}} | 422 | invalid-request",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {}}}}, 'metadata': {'a': '\\udc00'}} | 422 | invalid-request",
            })
    void explainsABadBody(String body, int status, String code) {
        var answer = api.post(
                "/v1/jobs", BodyPublishers.ofString(body.replace('\'', '"')), "Content-Type", "application/json");

        assertProblem(answer, status, code);
    }

    @Test
    void refusesABodyOfTwentyMegabytesWithItsLength() {
        var answer =
                api.post("/v1/jobs", BodyPublishers.ofByteArray(TWENTY_MEGABYTES), "Content-Type", "application/json");

        assertProblem(answer, 413, "body-too-large");
    }

    @Test
    void refusesABodyOfTwentyMegabytesInChunks() {
        var chunks = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TWENTY_MEGABYTES));

        assertProblem(api.post("/v1/jobs", chunks, "Content-Type", "application/json"), 413, "body-too-large");
    }

    @Test
    void readsNoBodyWhereNoneIsWanted() {
        var path = "/v1/jobs/" + UUID.randomUUID() + "/cancel";

        assertProblem(api.post(path, BodyPublishers.ofByteArray(TWENTY_MEGABYTES)), 404);
    }

    @Test
    void refusesAGraphThatIsTooLarge() {
        var request = Api.aRequest();
        request.at("/workflow/graph")
                .forEach(node -> ((ObjectNode) node.path("inputs")).put("padding", "x".repeat(200_000)));

        assertProblem(api.submit(request), 413, "graph-too-large");
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
    void asksForJson() {
        assertProblem(api.post("/v1/jobs", BodyPublishers.ofString("{}"), "Content-Type", "text/plain"), 415);
        assertProblem(api.post("/v1/jobs", BodyPublishers.ofString("{}"), "Content-Type", "nonsense"), 415);
        assertProblem(api.get("/v1/jobs", "Accept", "text/csv"), 406);
    }

    @Test
    void asksForABodyThatIsNotCompressed() {
        var answer = api.post(
                "/v1/jobs",
                BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0}),
                "Content-Type",
                "application/json",
                "Content-Encoding",
                "gzip");

        assertProblem(answer, 415, "encoded-body");
    }

    @Test
    void refusesADeadlineThatIsOver() {
        var answer = api.submit(Api.aRequest().put("deadline", "2020-01-01T00:00:00Z"));

        assertProblem(answer, 422, "invalid-request");
        assertThat(answer.json().path("detail").textValue()).contains("deadline", "past");
        assertProblem(
                api.submit(Api.aRequest().put("deadline", "2020-01-01T00:00:00Z"), "Idempotency-Key", "late-1"), 422);
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
    @ValueSource(
            strings = {"application/json; charset=nonsense", "application/json;;=", "application/json; charset=utf-16"})
    void readsJsonAsUtf8WhateverItIsCalled(String type) {
        var answer = api.post("/v1/jobs", BodyPublishers.ofString("{}"), "Content-Type", type);

        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
    }

    @Test
    void asksForAKey() {
        for (var stranger : new String[] {"", "nonsense", "cmk_" + "z".repeat(40)}) {
            var answer = api.with(stranger).get("/v1/jobs");
            assertProblem(answer, 401, "unknown-key");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
        assertThat(api.with("").get("/v1/jobs", "X-API-Key", Api.KEY).status()).isEqualTo(200);
        assertProblem(api.with("").get("/v1/jobs/" + UUID.randomUUID() + "/events"), 401);
        assertProblem(
                api.with("")
                        .post(
                                "/v1/jobs",
                                BodyPublishers.ofByteArray(TWENTY_MEGABYTES),
                                "Content-Type",
                                "application/json"),
                401);
    }

    @Test
    void keepsToTheKeysScopesAndTime() {
        var tenants = new Tenants(database);
        var readOnly = tenants.add("onlooker", 1_000_000, "jobs:read");
        assertThat(api.with(readOnly).get("/v1/jobs").status()).isEqualTo(200);
        assertProblem(api.with(readOnly).submit(Api.aRequest()), 403, "missing-scope");

        var expired = tenants.add("latecomer", 1_000_000, "jobs:read");
        tenants.expire(expired);
        assertProblem(api.with(expired).get("/v1/jobs"), 401, "unknown-key");
    }

    @Test
    void refusesKeysThatCannotBeStored() {
        assertProblem(api.submit(Api.aRequest(), "Idempotency-Key", "k".repeat(256)), 422);
        assertProblem(api.submit(Api.aRequest(), "Idempotency-Key", "two words"), 422);
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

    private static void assertProblem(Answer answer, int status, String code) {
        assertProblem(answer, status);
        assertThat(answer.json().path("code").textValue()).isEqualTo(code);
        assertThat(answer.json().path("type").textValue()).isEqualTo("urn:comfymesh:problem:" + code);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(answer.toString()).startsWith("application/problem+json");
        assertThat(answer.json().path("status").intValue()).isEqualTo(status);
        assertThat(answer.json().path("detail").textValue()).isNotBlank();
    }
}
