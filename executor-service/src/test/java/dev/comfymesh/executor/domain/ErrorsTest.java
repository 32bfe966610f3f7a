package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.executor.domain.Refusal.InputProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    private static final Graph GRAPH = new Graph(Map.of(
            "4", Map.of("class_type", "CheckpointLoaderSimple", "_meta", Map.of("title", "The model")),
            "5", Map.of("class_type", "LoadImage")));

    @ParameterizedTest
    @CsvSource({
        "torch.OutOfMemoryError, CUDA out of memory. Tried to allocate 2.00 GiB, OUT_OF_MEMORY",
        "torch.cuda.OutOfMemoryError, Allocation on device, OUT_OF_MEMORY",
        "torch.AcceleratorError, CUDA error: out of memory, OUT_OF_MEMORY",
        "MemoryError, , OUT_OF_MEMORY",
        "ValueError, boom, NODE_ERROR"
    })
    void tellsExhaustedMemoryFromOtherErrors(String type, String message, FailureClass expected) {
        var error = new RunError("5", "KSampler", type, message == null ? "" : message, 40);

        assertThat(error.ending(GRAPH).failure()).isEqualTo(expected);
        assertThat(error.ending(GRAPH).gpuMillis()).isEqualTo(40);
    }

    @Test
    void namesTheNodeThatRaisedTheError() {
        assertThat(new RunError("5", "LoadImage", "OSError", "cannot read /srv/in/a.png\n", 0)
                        .ending(GRAPH)
                        .detail())
                .isEqualTo("LoadImage (node 5) raised OSError: cannot read a.png");
    }

    @Test
    void saysWhichNodeFailedByItsTitle() {
        var ending = new RunError("4.0.1", "Inner", "ValueError", "boom in /srv/comfy/x.py\nmore", 3).ending(GRAPH);

        assertThat(ending.detail()).isEqualTo("'The model' (node 4, Inner) raised ValueError: boom in x.py");
        assertThat(ending.faults())
                .containsExactly(new GraphFault(
                        "4", "The model", "Inner", null, "ValueError", "The node raised ValueError: boom in x.py."));
    }

    @Test
    void listsTheFaultsOfAllInputsUpToABound() {
        var problems = IntStream.range(0, 30)
                .mapToObj(i -> problem("SaveImage", "required_input_missing", "x", "input" + i, ""))
                .toArray(InputProblem[]::new);

        assertThat(refused(problems).ending(GRAPH).faults())
                .hasSize(20)
                .first()
                .isEqualTo(new GraphFault(
                        "4", "The model", "SaveImage", "input0", "required_input_missing", "Message of the node (x)."));
    }

    @Test
    void aMissingModelIsNotTheCallersFault() {
        var refusal =
                refused(problem("CheckpointLoaderSimple", "value_not_in_list", "", "ckpt_name", "sd.safetensors"));

        assertThat(refusal.ending(GRAPH).failure()).isEqualTo(FailureClass.MODEL_MISSING);
        assertThat(refusal.ending(GRAPH).detail())
                .isEqualTo(
                        "The target refused the graph: Prompt outputs failed validation: 'The model' (node 4, CheckpointLoaderSimple),"
                                + " input ckpt_name: 'sd.safetensors' is not available on the target");
    }

    @Test
    void aMissingFileIsAnInput() {
        assertThat(refused(problem(
                                "LoadImage",
                                "custom_validation_failed",
                                "image - Invalid image file: a.png",
                                "image",
                                ""))
                        .ending(GRAPH)
                        .failure())
                .isEqualTo(FailureClass.INPUT_MISSING);
        assertThat(refused(problem("LoadImageMask", "value_not_in_list", "", "image", "a.png"))
                        .ending(GRAPH)
                        .failure())
                .isEqualTo(FailureClass.INPUT_MISSING);
    }

    @Test
    void neverRepeatsTheNamesOfOthersFiles() {
        var details = "image: 'a.png' not in ['secret-of-another-tenant.png']";

        assertThat(refused(problem("LoadImageMask", "value_not_in_list", details, "image", "a.png"))
                        .ending(GRAPH)
                        .detail())
                .doesNotContain("secret");
    }

    @Test
    void anInvalidGraphOutweighsWhatIsOnlyMissingHere() {
        var refusal = refused(
                problem("CheckpointLoaderSimple", "value_not_in_list", "", "ckpt_name", "sd.safetensors"),
                problem("SaveImage", "required_input_missing", "filename_prefix", "filename_prefix", ""));

        assertThat(refusal.ending(GRAPH).failure()).isEqualTo(FailureClass.GRAPH_INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "missing_node_type, Node 'X' not found. The custom node may not be installed., NODE_CLASS_MISSING",
        "invalid_prompt, Cannot execute because node X does not exist., NODE_CLASS_MISSING",
        "missing_node_type, Node 'ID #1' has no class_type. The workflow may be corrupted., GRAPH_INVALID",
        "prompt_no_outputs, Prompt has no outputs, GRAPH_INVALID"
    })
    void readsTheGeneralError(String type, String message, FailureClass expected) {
        assertThat(new Refusal(type, message, List.of()).ending(GRAPH).failure())
                .isEqualTo(expected);
    }

    private static Refusal refused(InputProblem... problems) {
        return new Refusal("prompt_outputs_failed_validation", "Prompt outputs failed validation", List.of(problems));
    }

    private static InputProblem problem(String nodeClass, String type, String details, String input, String value) {
        return new InputProblem("4", nodeClass, type, "Message of the node", details, input, value);
    }
}
