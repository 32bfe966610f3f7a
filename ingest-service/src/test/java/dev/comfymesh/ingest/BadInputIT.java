package dev.comfymesh.ingest;

import static dev.comfymesh.ingest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in as a job, the answer is a typed problem that says what to change, and never a 500. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class BadInputIT {
    private static final byte[] TWENTY_MEGABYTES =
            ("{\"workflow\": \"" + "x".repeat(20_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);

    @TestHTTPResource("/")
    URI base;

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
    void endsTheConnectionOfWhoeverSendsWithoutEnd() throws Exception {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            var out = socket.getOutputStream();
            out.write("""
                    POST /v1/jobs HTTP/1.1\r
                    Host: a\r
                    X-API-Key: %s\r
                    Content-Type: application/json\r
                    Content-Length: 9999999999\r
                    \r
                    """.formatted(Api.KEY).getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 20; i++) {
                            out.write(TWENTY_MEGABYTES);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
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

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=nonsense", "application/json;;=", "application/json; charset=utf-16"})
    void readsJsonAsUtf8WhateverItIsCalled(String type) {
        var answer = api.post("/v1/jobs", BodyPublishers.ofString("{}"), "Content-Type", type);

        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
    }
}
