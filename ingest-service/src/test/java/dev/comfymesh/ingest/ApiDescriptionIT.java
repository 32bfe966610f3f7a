package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.ingest.domain.ClientEvent;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.Graphs;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the API says what the server answers. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ApiDescriptionIT {
    @TestHTTPResource("/")
    URI base;

    Api api;
    JsonNode description;

    @BeforeEach
    void open() {
        api = new Api(base, Api.KEY);
        await().until(() -> api.get("/v1/jobs").status() == 200);
        description = api.get("/openapi?format=json").json();
    }

    @Test
    void describesJobs() {
        var accepted = api.submit(Api.aRequest());
        assertFits("Job", accepted.json());
        var id = accepted.id();
        assertFits(
                "Job",
                api.post("/v1/jobs/" + id + "/cancel", BodyPublishers.noBody()).json());

        try (var router = FactLog.as("router-service")) {
            router.state("local", new JobClosed(id, Instant.now(), 0, 0));
        }
        await().until(() -> api.job(id).path("status").textValue().equals("CANCELLED"));
        assertFits("Job", api.job(id));
        api.get("/v1/jobs").json().path("jobs").forEach(job -> assertFits("Job", job));
    }

    @Test
    void describesProblems() {
        assertFits("Problem", api.get("/v1/jobs?limit=0&status=DONE").json());
        assertFits("Problem", api.with("").get("/v1/jobs").json());
    }

    @Test
    void describesWhatMayBeSent() {
        assertFits("Generation", Api.aRequest());
        var request = Api.aRequest();
        var files = request.putObject("files");
        files.putObject("/input/a.png").put("upload", "sha256:" + "0".repeat(64));
        files.putObject("/input/b.png").put("url", "https://example.org/b.png");
        files.putObject("/models/loras/c.safetensors").put("base64", "AAEC");
        request.putObject("routing")
                .put("policy", "cheapest")
                .putArray("targets")
                .add("node-a");
        var projection = request.putArray("projections").addObject();
        projection.put("provider", "fal").put("model", "fal-ai/flux/dev").putObject("parameters");
        projection
                .putArray("inputs")
                .addObject()
                .put("parameter", "p")
                .put("node", "1")
                .put("input", "width");
        assertFits("Generation", request);
        request.putObject("intent")
                .put("prompt", "p")
                .putArray("references")
                .addObject()
                .put("base64", "AAEC");
        assertFits("Generation", request);
        var score = JsonNodeFactory.instance.objectNode().put("kind", "score");
        score.putArray("pictures").addObject().put("artifact", "a");
        score.withArray("pictures").addObject().put("job", "01a203be-43a2-7b56-b630-5745dbaef8e0");
        score.withArray("pictures").addObject().put("upload", "sha256:" + "0".repeat(64));
        assertFits("Scoring", score);
    }

    @Test
    void describesWorkflows() {
        var version = JsonNodeFactory.instance.objectNode();
        version.set("graph", Graphs.textToImage());
        assertFits("NewVersion", version);
        assertFits("Version", api.put("/v1/workflows/described", version).json());
        version.withObject("/graph").remove("7");
        var digest = api.put("/v1/workflows/described", version)
                .json()
                .path("digest")
                .textValue();
        var release = JsonNodeFactory.instance.objectNode().put("version", digest);
        assertFits(
                "Release",
                api.put("/v1/workflows/described/releases/dev", release).json());

        assertFits("Workflow", api.get("/v1/workflows/described").json());
        assertFits("Version", api.get("/v1/workflows/described/versions/dev").json());
        assertFits(
                "Difference",
                api.get("/v1/workflows/described/diff?from=dev&to=" + digest).json());
    }

    @Test
    void describesUploadsAndWhatIsWrongWithFiles() {
        assertFits("Upload", api.upload(new byte[] {1, 2, 3}).json());
        var request = Api.aRequest();
        request.putObject("files").putObject("/models/loras/c.safetensors").put("upload", "sha256:" + "0".repeat(64));
        assertFits("Problem", api.submit(request).json());
    }

    @ParameterizedTest
    @CsvSource({
        "job.accepted, Accepted",
        "candidate.assigned, Assigned",
        "candidate.started, Started",
        "candidate.finished, Finished",
        "attempt.failed, Setback",
        "candidate.failed, Failed",
        "candidate.scored, Scored",
        "pool.short, Short",
        "pool.selected, Chosen",
        "job.cancelling, Cancelling",
        "job.completed, Ended"
    })
    void describesEvents(String event, String record) {
        var fields = description
                .at("/components/schemas/StreamEvents/properties")
                .path(event)
                .path("properties")
                .fieldNames();

        assertThat(fields).toIterable().containsExactlyElementsOf(componentsOf(record));
    }

    private static Iterable<String> componentsOf(String record) {
        return Stream.of(ClientEvent.class.getPermittedSubclasses())
                .filter(type -> type.getSimpleName().equals(record))
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .toList();
    }

    /** All that the answer has is described, and it is as described. */
    private void assertFits(String schema, JsonNode value) {
        var root = JsonNodeFactory.instance.objectNode();
        root.put("$ref", "#/components/schemas/" + schema);
        root.set("components", description.path("components"));

        var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString())
                .validate(
                        value.toString(),
                        InputFormat.JSON,
                        execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)));

        assertThat(errors).as(value.toString()).isEmpty();
        var described = description.at("/components/schemas/%s/properties".formatted(schema));
        assertThat(value.fieldNames()).toIterable().allMatch(described::has);
    }
}
