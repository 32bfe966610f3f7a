package dev.comfymesh.simulator.domain.validation;

import static dev.comfymesh.simulator.domain.Graphs.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import dev.comfymesh.simulator.domain.profile.Profile;
import dev.comfymesh.simulator.domain.storage.Folders;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphValidatorTest {

    @TempDir
    Path base;

    private GraphValidator validator;

    @BeforeEach
    void open() throws IOException {
        validator = new GraphValidator(
                Catalogue.builtIn(Folders.open(base), new ModelShelf(base, true), () -> "abcde"), Profile.CURRENT);
    }

    @Test
    void acceptsAGoodGraph() {
        assertThat(validator.validate(textToImage(1, 4), null)).isEqualTo(new Verdict.Runnable(List.of("7"), Map.of()));
    }

    @Test
    void acceptsTheLargestSeed() {
        var graph = textToImage(1, 4);
        inputs(graph, "5").put("seed", BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
        assertThat(validator.validate(graph, null)).isInstanceOf(Verdict.Runnable.class);

        inputs(graph, "5").put("seed", BigInteger.TWO.pow(64));
        assertThat(complaint(graph, "5")).containsEntry("type", "value_bigger_than_max");
    }

    @Test
    void convertsLiteralsAndWritesThemBack() {
        var graph = Json.object(
                "1",
                node(
                        "EmptyImage",
                        "width",
                        "24",
                        "height",
                        Json.object("__value__", 12),
                        "batch_size",
                        1.9,
                        "color",
                        5,
                        "unknown",
                        3),
                "9",
                save("1", "t"));

        assertThat(validator.validate(graph, null)).isInstanceOf(Verdict.Runnable.class);

        assertThat(inputs(graph, "1"))
                .isEqualTo(Json.object("width", 24, "height", 12, "batch_size", 1, "color", 5, "unknown", 3));
    }

    @Test
    void namesAMissingClassEvenWhereNothingNeedsIt() {
        var graph = smallest(1);
        graph.put("77", node("NoSuchClass"));

        var error = ((Verdict.Invalid) validator.validate(graph, null)).error();
        assertThat(error)
                .containsEntry("type", "missing_node_type")
                .containsEntry("message", "Node 'NoSuchClass' not found. The custom node may not be installed.")
                .containsEntry("details", "Node ID '#77'");
    }

    @Test
    void wantsAnOutput() {
        assertThat(error(Json.object("1", plain(1)))).containsEntry("type", "prompt_no_outputs");
        assertThat(((Verdict.Invalid) validator.validate(smallest(1), List.of("1"))).error())
                .containsEntry("type", "prompt_no_outputs");
    }

    @Test
    void findsAMissingInput() {
        var graph = smallest(1);
        inputs(graph, "1").remove("batch_size");

        assertThat(complaint(graph, "1"))
                .containsEntry("type", "required_input_missing")
                .containsEntry("details", "batch_size");
        assertThat(error(graph)).containsEntry("details", "");
    }

    @Test
    void putsTheErrorsOfOutputsIntoTheDetails() {
        var graph = smallest(1);
        inputs(graph, "9").remove("filename_prefix");

        assertThat(error(graph)).containsEntry("details", "Required input is missing: filename_prefix");
    }

    @Test
    void findsTextWhereANumberBelongs() {
        var graph = smallest(1);
        inputs(graph, "1").put("width", "abc");

        assertThat(complaint(graph, "1"))
                .containsEntry("type", "invalid_input_type")
                .containsEntry("message", "Failed to convert an input value to a INT value")
                .containsEntry("details", "width, abc, invalid literal for int() with base 10: 'abc'");
    }

    @Test
    void findsNumbersOutOfRange() {
        var graph = smallest(1);
        inputs(graph, "1").put("width", 0);

        assertThat(complaint(graph, "1"))
                .containsEntry("type", "value_smaller_than_min")
                .containsEntry("message", "Value 0 smaller than min of 1");
    }

    @Test
    void findsValuesThatAreNotInTheList() {
        var graph = textToImage(1, 4);
        inputs(graph, "1").put("ckpt_name", "none.safetensors");

        assertThat(complaint(graph, "1"))
                .containsEntry("type", "value_not_in_list")
                .containsEntry(
                        "details",
                        "ckpt_name: 'none.safetensors' not in ['sd_xl_base_1.0.safetensors',"
                                + " 'v1-5-pruned-emaonly.safetensors']");
    }

    @Test
    void findsAFileThatIsNotThere() {
        var graph = Json.object("1", node("LoadImage", "image", "../absent.png"), "9", save("1", "t"));

        assertThat(complaint(graph, "1"))
                .containsEntry("type", "custom_validation_failed")
                .containsEntry("details", "image - Invalid image file: ../absent.png");
    }

    @Test
    void findsLinksThatDoNotFit() {
        var graph = smallest(1);
        graph.put("1", node("SolidMask", "value", 1, "width", 8, "height", 8));
        assertThat(complaint(graph, "9"))
                .containsEntry("type", "return_type_mismatch")
                .containsEntry("details", "images, received_type(MASK) mismatch input_type(IMAGE)");

        inputs(graph, "9").put("images", List.of("1", 0, 2));
        assertThat(complaint(graph, "9")).containsEntry("type", "bad_linked_input");

        inputs(graph, "9").put("images", link("77", 0));
        assertThat(complaint(graph, "9"))
                .containsEntry("type", "exception_during_validation")
                .containsEntry("details", "'77'");
    }

    @Test
    void findsACycle() {
        var graph = Json.object(
                "1", node("ImageInvert", "image", link("2", 0)),
                "2", node("ImageInvert", "image", link("1", 0)),
                "9", save("2", "t"));

        assertThat(complaint(graph, "2"))
                .containsEntry("type", "dependency_cycle")
                .containsEntry("details", "2 (ImageInvert) -> 1 (ImageInvert) -> 2 (ImageInvert)");
    }

    @Test
    void dropsBadOutputsWhenOneIsGood() {
        var graph = smallest(1);
        graph.put("10", node("SaveImage", "images", link("1", 0)));

        var verdict = (Verdict.Runnable) validator.validate(graph, null);

        assertThat(verdict.outputs()).containsExactly("9");
        assertThat(verdict.nodeErrors()).containsOnlyKeys("10");
    }

    @Test
    void stumblesOverWhatIsNoGraph() {
        assertThatThrownBy(() -> validator.validate(null, null)).isInstanceOf(PythonError.class);
        assertThatThrownBy(() -> validator.validate(Json.object("nodes", List.of()), null))
                .isInstanceOf(PythonError.class);
    }

    private Map<String, Object> error(Map<String, Object> graph) {
        return ((Verdict.Invalid) validator.validate(graph, null)).error();
    }

    private Map<String, Object> complaint(Map<String, Object> graph, String node) {
        var invalid = (Verdict.Invalid) validator.validate(graph, null);
        var errors = (List<?>) Json.child(invalid.nodeErrors(), node).get("errors");
        return Json.asObject(errors.getFirst());
    }

    private static Map<String, Object> inputs(Map<String, Object> graph, String node) {
        return Json.child(Json.child(graph, node), "inputs");
    }
}
