package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.router.app.MatchStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What graphs need and targets offer; each test has nodes of its own, by a node class of its own. */
@QuarkusTest
class CapabilityIT extends RouterInTest {
    private static final String DIGEST = "d".repeat(64);

    @Inject
    MatchStore store;

    @Test
    void refusesWhatNoNodeOffersAtOnceAndNamesTheNode() {
        mesh.fleet().node("offering-1", "Offered");
        var job = mesh.accepted(aJob().graph(graph("NobodyOffersIt")));

        var failed = mesh.log().await(job.jobId(), CandidateFailed.class);

        assertThat(failed.failure()).isEqualTo(FailureClass.NODE_CLASS_MISSING);
        assertThat(failed.attempts()).isZero();
        assertThat(failed.problem().faults())
                .extracting(GraphFault::node, GraphFault::classType)
                .containsExactly(tuple("1", "NobodyOffersIt"));
        assertThat(mesh.fleet().send("GET", "/v1/decisions/" + job.jobId(), "").body())
                .contains("offering-1", "does not offer NobodyOffersIt");
    }

    @Test
    void takesAGraphToTheNodeThatHasItsModel() {
        showing("lean-1", "Lean", "other.safetensors");
        showing("rich-1", "Lean", "wanted.safetensors");
        var job = mesh.accepted(aJob().graph(loading("Lean", "wanted.safetensors")));

        assertThat(mesh.log().await(job.jobId(), AttemptAssigned.class).targetId())
                .isEqualTo("rich-1");
    }

    @Test
    void refusesAModelThatNobodyHasUntilSomebodyHasIt() {
        showing("poor-1", "Poor", "other.safetensors");
        var refused = mesh.accepted(aJob().graph(loading("Poor", "new.safetensors")));
        var failed = mesh.log().await(refused.jobId(), CandidateFailed.class);

        showing("poor-1", "Poor", "new.safetensors");
        mesh.fleet().node("poor-2", "PoorMarker");
        mesh.log().await(mesh.accepted(aJob().graph(graph("PoorMarker"))).jobId(), AttemptAssigned.class);
        var taken = mesh.accepted(aJob().graph(loading("Poor", "new.safetensors")));

        assertThat(failed.failure()).isEqualTo(FailureClass.MODEL_MISSING);
        assertThat(failed.problem().faults()).extracting(GraphFault::input).containsExactly("ckpt_name");
        assertThat(mesh.log().await(taken.jobId(), AttemptAssigned.class).targetId())
                .isEqualTo("poor-1");
    }

    @Test
    void answersOperatorsWhichNodesRunAGraphAndWhatTheOthersLack() {
        showing("able-2", "Asked", "wanted.safetensors");
        showing("unable-2", "Asked", "other.safetensors");
        mesh.fleet().define("silent-2", 0);

        var answer = ask(loading("Asked", "wanted.safetensors"));

        assertThat(answer.path("runnable").asBoolean()).isTrue();
        assertThat(answer.path("problem").isNull()).isTrue();
        assertThat(of(answer, "able-2").path("answer").asText()).isEqualTo("RUNS");
        assertThat(of(answer, "unable-2").path("missing").toString()).isEqualTo("""
                        {"nodeClasses":[],"models":[{"folder":"checkpoints","name":"wanted.safetensors"}]}""");
        assertThat(of(answer, "silent-2").path("answer").asText()).isEqualTo("UNKNOWN");
        mesh.fleet().send("DELETE", "/v1/targets/silent-2", "");
    }

    @Test
    void tellsOperatorsWhatAJobWouldBeRefusedWith() {
        showing("unable-3", "Asked", "other.safetensors");

        var answer = ask(loading("AskedInVain", "wanted.safetensors"));

        assertThat(answer.path("runnable").asBoolean()).isFalse();
        assertThat(answer.path("problem").path("code").asText()).isEqualTo("node_class_missing");
        assertThat(answer.path("problem").path("faults").path(0).path("node").asText())
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"graph\": 7}", "{\"graph\": null}", "{\"graph\": {}, \"x\": 1}"})
    void refusesWhatIsNoQuestionWithAProblem(String body) {
        var answer = mesh.fleet().send("POST", "/v1/capabilities", body);

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).contains("urn:comfymesh:problem:");
    }

    @Test
    void letsAJobWaitUntilItsFilesArePlacedWithoutASlot() {
        placing("placed-1", "Placed", List.of());
        var job = bringing("Placed");
        mesh.ingest().state("acme", job);
        mesh.fleet().node("placed-2", "PlacedMarker");
        mesh.log().await(mesh.accepted(aJob().graph(graph("PlacedMarker"))).jobId(), AttemptAssigned.class);
        assertThat(MeshInTest.run(() -> store.demand(Set.of(job.jobId()))).waiting())
                .hasSize(1);

        placing("placed-1", "Placed", List.of(DIGEST));

        assertThat(mesh.log().await(job.jobId(), AttemptAssigned.class).targetId())
                .isEqualTo("placed-1");
    }

    @Test
    void refusesFilesThatNobodyCanPlace() {
        mesh.fleet().node("bare-1", "Bare");
        var job = bringing("Bare");
        mesh.ingest().state("acme", job);

        assertThat(mesh.log().await(job.jobId(), CandidateFailed.class).failure())
                .isEqualTo(FailureClass.INPUT_MISSING);
    }

    private void showing(String id, String nodeClass, String checkpoint) {
        mesh.fleet().define(id, 0);
        var catalogue = Map.of(
                "nodeClasses",
                List.of(nodeClass, "CheckpointLoaderSimple"),
                "models",
                Map.of("checkpoints", List.of(checkpoint)));
        mesh.fleet().show(id, TargetHealth.UP, catalogue, null);
    }

    private void placing(String id, String nodeClass, List<String> files) {
        mesh.fleet().define(id, 0);
        mesh.fleet().show(id, TargetHealth.UP, Map.of("nodeClasses", List.of(nodeClass)), files);
    }

    private static ObjectNode loading(String nodeClass, String checkpoint) {
        var graph = graph(nodeClass);
        graph.putObject("4")
                .put("class_type", "CheckpointLoaderSimple")
                .putObject("inputs")
                .put("ckpt_name", checkpoint);
        return graph;
    }

    private static JobAccepted bringing(String nodeClass) {
        var file = new InputFile("/models/loras/mine.safetensors", "t/acme/u/1", "application/x-lora", 1, DIGEST);
        var plain = aJob().graph(graph(nodeClass)).accepted();
        return new JobAccepted(
                plain.jobId(),
                plain.at(),
                plain.tenant(),
                plain.graph(),
                plain.digest(),
                plain.pool(),
                plain.seed(),
                plain.deadline(),
                plain.capMicros(),
                plain.priority(),
                plain.previews(),
                List.of(file));
    }

    private JsonNode ask(ObjectNode graph) {
        var question = WireJson.write(Map.of("graph", graph));
        var answer = mesh.fleet().send("POST", "/v1/capabilities", new String(question, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return WireJson.read(answer.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static JsonNode of(JsonNode answer, String id) {
        return answer.path("targets")
                .valueStream()
                .filter(target -> target.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
