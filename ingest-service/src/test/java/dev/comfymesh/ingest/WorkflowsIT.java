package dev.comfymesh.ingest;

import static dev.comfymesh.ingest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.ingest.Api.Answer;
import dev.comfymesh.testkit.Graphs;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workflows as their makers handle them: saved, compared, released, taken back, and run by name. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class WorkflowsIT {
    private static final String SCOPES = "jobs:read jobs:write workflows:read workflows:write";

    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    Tenants tenants;
    String tenant;
    Api api;

    @BeforeEach
    void open() {
        tenants = new Tenants(database);
        tenant = "wf" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(base, tenants.add(tenant, 100_000_000, SCOPES));
        await().until(() -> api.get("/v1/workflows").status() == 200);
    }

    @Test
    void keepsEveryGraphThatWasSavedAsAVersionOfItsOwn() {
        var first = save("portrait", 20, "the first one");
        var again = save("portrait", 20, "the same");
        var second = save("portrait", 30, "more steps");

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(second.json().path("number").intValue()).isEqualTo(2);
        assertThat(second.json().path("savedBy").textValue()).startsWith("cmk_wf");
        var shown = api.get(URI.create(first.header("Location")).getPath()).json();
        assertThat(shown.at("/graph/5/inputs/steps").intValue()).isEqualTo(20);
        assertThat(api.get("/v1/workflows/portrait/versions").json().path("versions"))
                .extracting(version -> version.path("message").textValue())
                .containsExactly("more steps", "the first one");
        assertThat(api.get("/v1/workflows/portrait").json().at("/latest/number").intValue())
                .isEqualTo(2);
    }

    @Test
    void listsByNamePageByPage() {
        for (var name : new String[] {"c", "a", "b"}) {
            save(name, 20, "");
        }

        var page = api.get("/v1/workflows?limit=2").json();
        var rest = api.get("/v1/workflows?limit=2&cursor="
                        + page.path("nextCursor").textValue())
                .json();

        assertThat(page.path("workflows"))
                .extracting(w -> w.path("name").textValue())
                .containsExactly("a", "b");
        assertThat(rest.path("workflows"))
                .extracting(w -> w.path("name").textValue())
                .containsExactly("c");
        assertThat(rest.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void saysWhatHasChangedToPeopleAndToPrograms() {
        var from = digest(save("portrait", 20, ""));
        var to = digest(save("portrait", 30, ""));
        var path = "/v1/workflows/portrait/diff?from=%s&to=%s".formatted(from, to);

        var text = api.get(path, "Accept", "text/plain");
        var json = api.get(path, "Accept", "application/json").json();

        assertThat(new String(text.response().body())).isEqualTo("~ node 5: KSampler\n    ~ steps: 20 -> 30\n");
        assertThat(json.at("/nodes/0/change").textValue()).isEqualTo("changed");
        assertThat(json.at("/nodes/0/inputs/0/from").intValue()).isEqualTo(20);
        assertThat(json.at("/nodes/0/inputs/0/to").intValue()).isEqualTo(30);
    }

    @Test
    void promotesAndRollsBack() {
        var old = digest(save("portrait", 20, ""));
        release("staging", old);
        assertThat(release("prod", "staging").path("action").textValue()).isEqualTo("promote");
        var young = digest(save("portrait", 30, ""));
        release("prod", young);

        var back = api.method("POST", "/v1/workflows/portrait/releases/prod/rollback");

        assertThat(back.json().path("digest").textValue()).isEqualTo(old);
        var history = api.get("/v1/workflows/portrait/releases/prod").json().path("releases");
        assertThat(history)
                .extracting(release -> release.path("action").textValue())
                .containsExactly("rollBack", "pin", "promote");
        assertThat(history.path(0).path("releasedBy").textValue()).startsWith("cmk_wf");
        assertThat(api.get("/v1/workflows/portrait")
                        .json()
                        .at("/releases/prod/version")
                        .intValue())
                .isEqualTo(1);
        assertProblem(api.method("POST", "/v1/workflows/portrait/releases/prod/rollback"), 409, "nothing-before");
    }

    @Test
    void givesEveryReleaseANumberOfItsOwnHoweverManyComeAtOnce() {
        var digest = digest(save("portrait", 20, ""));

        var answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> api.put("/v1/workflows/portrait/releases/dev", version(digest)))
                .toList();

        var released = answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
        assertThat(api.get("/v1/workflows/portrait/releases/dev").json().path("releases"))
                .hasSize((int) released);
    }

    @Test
    void runsWhatAnEnvironmentRunsAtThatMoment() {
        var digest = digest(save("portrait", 20, ""));
        release("prod", digest);

        var byRelease = api.submit(job("portrait@prod"));
        var byName = api.submit(job("portrait"));
        var byDigest = api.submit(job("portrait@" + digest));

        for (var answer : new Answer[] {byRelease, byName, byDigest}) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
            assertThat(answer.json().at("/workflow/digest").textValue()).isEqualTo(digest);
        }
    }

    @Test
    void answersARepeatWithTheFirstJobAlthoughTheReleaseHasMovedOn() {
        release("prod", digest(save("portrait", 20, "")));
        var first = api.submit(job("portrait@prod"), "Idempotency-Key", "order-1");
        release("prod", digest(save("portrait", 30, "")));

        var repeat = api.submit(job("portrait@prod"), "Idempotency-Key", "order-1");

        assertThat(repeat.status()).as(repeat.toString()).isEqualTo(202);
        assertThat(repeat.id()).isEqualTo(first.id());
    }

    @Test
    void refusesWhatNobodyCouldRunOrFind() {
        assertProblem(api.put("/v1/workflows/portrait", editorFormat()), 422, "ui-format-graph");
        assertProblem(api.put("/v1/workflows/Portrait", graph(20)), 422, "invalid-request");
        assertProblem(api.put("/v1/workflows/portrait", brokenGraph()), 422, "invalid-request");
        assertProblem(api.get("/v1/workflows/nobody"), 404, "no-such-workflow");
        assertProblem(api.get("/v1/workflows/nobody/diff?from=dev&to=prod"), 404, "no-such-workflow");
        assertProblem(api.get("/v1/workflows/nobody/releases/live"), 404, "no-such-environment");
        assertProblem(api.put("/v1/workflows/nobody/releases/dev", version("prod")), 404, "no-such-workflow");
        assertProblem(api.submit(job("nobody@prod")), 422, "unknown-workflow");
        assertProblem(api.submit(job("No Body")), 422, "invalid-request");
    }

    @Test
    void showsNothingOfAnothersWorkflows() {
        save("portrait", 20, "");
        var other = api.with(tenants.add("o" + tenant, 1_000_000, SCOPES));

        assertThat(other.get("/v1/workflows").json().path("workflows")).isEmpty();
        assertProblem(other.get("/v1/workflows/portrait"), 404, "no-such-workflow");
        assertProblem(other.method("DELETE", "/v1/workflows/portrait"), 404, "no-such-workflow");
    }

    @Test
    void forgetsAWorkflowWithAllItsVersionsWhenAsked() {
        release("prod", digest(save("portrait", 20, "")));

        assertThat(api.method("DELETE", "/v1/workflows/portrait").status()).isEqualTo(204);

        assertProblem(api.get("/v1/workflows/portrait"), 404, "no-such-workflow");
        assertProblem(api.submit(job("portrait@prod")), 422, "unknown-workflow");
        assertThat(save("portrait", 20, "").json().path("number").intValue()).isEqualTo(1);
    }

    @Test
    void wantsAKeyThatMay() {
        var reader = api.with(tenants.add("r" + tenant, 1_000_000, "jobs:read jobs:write"));

        assertProblem(reader.get("/v1/workflows"), 403, "missing-scope");
        assertProblem(reader.method("DELETE", "/v1/workflows/portrait"), 403, "missing-scope");
    }

    private Answer save(String name, int steps, String message) {
        return api.put("/v1/workflows/" + name, graph(steps).put("message", message));
    }

    private JsonNode release(String environment, String version) {
        var answer = api.put("/v1/workflows/portrait/releases/" + environment, version(version));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String digest(Answer saved) {
        return saved.json().path("digest").textValue();
    }

    private static ObjectNode version(String version) {
        return JsonNodeFactory.instance.objectNode().put("version", version);
    }

    private static ObjectNode graph(int steps) {
        var request = JsonNodeFactory.instance.objectNode();
        var graph = Graphs.textToImage();
        ((ObjectNode) graph.at("/5/inputs")).put("steps", steps);
        request.set("graph", graph);
        return request;
    }

    private static ObjectNode editorFormat() {
        var request = JsonNodeFactory.instance.objectNode();
        request.putArray("nodes");
        request.putArray("links");
        return request;
    }

    private static ObjectNode brokenGraph() {
        var request = JsonNodeFactory.instance.objectNode();
        request.putObject("graph").putObject("1");
        return request;
    }

    private static ObjectNode job(String ref) {
        var request = JsonNodeFactory.instance.objectNode();
        request.putObject("workflow").put("ref", ref);
        return request;
    }
}
