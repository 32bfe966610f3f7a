package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.testkit.Graphs;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is wrong with a graph or a run is said by its class, and by the nodes at fault as their author calls them. The classes
 * that nodes bring upon a run by what befalls themselves are those of {@link FaultsIT}.
 */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class FailureClassesIT {
    private static final AtomicLong SEEDS = new AtomicLong(1_000);

    private static NodeControl node;
    private static TestBed bed;
    private static String target;
    private final ObjectNode graph = titled();

    @BeforeAll
    static void start() {
        node = NodeHall.node(1);
        bed = new TestBed();
        target = bed.target(node);
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @Test
    void aGraphThatIsWrongEverywhere() {
        inputs("7").remove("filename_prefix");
        inputs("4").put("width", 7);

        var failed = failure();

        assertThat(failed.failure()).isEqualTo(FailureClass.GRAPH_INVALID);
        assertThat(faults(failed))
                .containsExactly(
                        new GraphFault(
                                "4",
                                "Title of 4",
                                "EmptyLatentImage",
                                "width",
                                "value_smaller_than_min",
                                "Value 7 smaller than min of 16."),
                        new GraphFault(
                                "7",
                                "Title of 7",
                                "SaveImage",
                                "filename_prefix",
                                "required_input_missing",
                                "Required input is missing."));
        assertThat(failed.problem().detail()).contains("'Title of 7' (node 7, SaveImage), input filename_prefix");
    }

    @Test
    void aClassThatTheTargetHasNot() {
        ((ObjectNode) graph.get("6")).put("class_type", "NoSuchClass");

        assertFault(
                failure(),
                FailureClass.NODE_CLASS_MISSING,
                new GraphFault(
                        "6",
                        "Title of 6",
                        "NoSuchClass",
                        null,
                        "missing_node_type",
                        "The class is not installed on the target."));
    }

    @Test
    void aModelThatTheTargetHasNot() {
        inputs("1").put("ckpt_name", "nowhere.safetensors");

        var failed = failure();

        assertFault(
                failed,
                FailureClass.MODEL_MISSING,
                new GraphFault(
                        "1",
                        "Title of 1",
                        "CheckpointLoaderSimple",
                        "ckpt_name",
                        "value_not_in_list",
                        "'nowhere.safetensors' is not available on the target."));
        assertThat(failed.problem().detail()).doesNotContain("v1-5-pruned");
    }

    @Test
    void anInputThatIsNotThere() {
        inputs("7").putArray("images").add("8").add(0);
        node("8", "LoadImage").put("image", "absent.png");

        assertFault(
                failure(),
                FailureClass.INPUT_MISSING,
                new GraphFault(
                        "8",
                        "Title of 8",
                        "LoadImage",
                        "image",
                        "custom_validation_failed",
                        "Custom validation failed for node (image - Invalid image file: absent.png)."));
    }

    @Test
    void anExceptionOfANode() {
        inputs("7").putArray("images").add("8").add(0);
        node("8", "TBoom").put("kind", "value").putArray("image").add("6").add(0);

        var failed = failure();

        assertFault(
                failed,
                FailureClass.NODE_ERROR,
                new GraphFault(
                        "8", "Title of 8", "TBoom", null, "ValueError", "The node raised ValueError: boom text."));
        assertThat(failed.problem().detail()).isEqualTo("'Title of 8' (node 8, TBoom) raised ValueError: boom text");
    }

    @Test
    void exhaustedMemory() {
        node.turn("{\"fault\": \"OUT_OF_MEMORY\"}");

        var failed = failure();

        assertThat(failed.failure()).isEqualTo(FailureClass.OUT_OF_MEMORY);
        assertThat(faults(failed))
                .singleElement()
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("torch.OutOfMemoryError"));
    }

    @Test
    void aSuccessWithoutItsFile() {
        node.turn("{\"fault\": \"LIE\", \"lie\": \"TRUNCATED\"}");

        assertFault(
                failure(),
                FailureClass.OUTPUT_UNVERIFIABLE,
                new GraphFault(
                        "7", "Title of 7", "SaveImage", null, "OUTPUT_UNVERIFIABLE", "Output 1 of 1 is cut off."));
    }

    @Test
    void moreTimeThanItHas() {
        inputs("5").put("steps", 1_000);
        node.turn("{\"stepMillis\": 20}");

        var failed = failure(job().within(Duration.ofSeconds(2)));

        assertThat(failed.failure()).isEqualTo(FailureClass.TIME_LIMIT);
        assertThat(failed.gpuMillis()).isPositive();
        node.turn("{\"stepMillis\": 1}");
    }

    private AttemptFailed failure() {
        return failure(job());
    }

    private AttemptFailed failure(SampleJob job) {
        return bed.failure(bed.assign(job, target));
    }

    private SampleJob job() {
        return SampleJob.aJob().graph(graph).seed(SEEDS.incrementAndGet());
    }

    private ObjectNode inputs(String id) {
        return (ObjectNode) graph.get(id).get("inputs");
    }

    private ObjectNode node(String id, String nodeClass) {
        var added = graph.putObject(id).put("class_type", nodeClass);
        added.putObject("_meta").put("title", "Title of " + id);
        return added.putObject("inputs");
    }

    private static ObjectNode titled() {
        var graph = Graphs.textToImage();
        ((ObjectNode) graph.at("/1/inputs")).put("ckpt_name", "v1-5-pruned-emaonly.safetensors");
        graph.properties()
                .forEach(node ->
                        ((ObjectNode) node.getValue()).putObject("_meta").put("title", "Title of " + node.getKey()));
        return graph;
    }

    private static void assertFault(AttemptFailed failed, FailureClass failure, GraphFault fault) {
        assertThat(failed.failure()).isEqualTo(failure);
        assertThat(faults(failed)).containsExactly(fault);
    }

    private static List<GraphFault> faults(AttemptFailed failed) {
        var faults = failed.problem().faults();
        assertThat(faults).isNotNull();
        return faults;
    }
}
