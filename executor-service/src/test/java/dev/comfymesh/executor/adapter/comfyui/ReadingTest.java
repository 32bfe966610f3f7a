package dev.comfymesh.executor.adapter.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.contracts.TargetObserved.Machine;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.NodeEvent.NodeState;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.OutputText;
import dev.comfymesh.executor.domain.RunError;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Vitals;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final String RUN = "0193a5b0-0000-5000-8000-000000000001";

    @Nested
    class OfRuns {
        @Test
        void readsAFinishedJob() {
            var job = json("""
                    {"id": "%s", "status": "completed", "outputs": {"9": {"images": [
                        {"filename": "a_00001_.png", "subfolder": "x", "type": "output"}], "animated": [false]},
                        "7": {"text": ["hello"]}},
                     "execution_status": {"status_str": "success", "completed": true, "messages": [
                        ["execution_start", {"timestamp": 1000}],
                        ["execution_cached", {"nodes": ["1"], "timestamp": 1001}],
                        ["execution_success", {"timestamp": 1250}]]}}""".formatted(RUN));

            assertThat(RunReading.job(job))
                    .contains(new Sighting.Finished(new FinishedRun(
                            List.of(new OutputFile("9", "a_00001_.png", "x", "output"), new OutputText("7", "hello")),
                            Set.of("1"),
                            250)));
        }

        @Test
        void readsLiveJobs() {
            assertThat(RunReading.job(json("{\"status\": \"pending\"}"))).contains(new Sighting.Pending());
            assertThat(RunReading.job(json("{\"status\": \"in_progress\"}"))).contains(new Sighting.Running());
        }

        @Test
        void readsAnErrorFromTheHistory() {
            var history = json("""
                    {"%s": {"outputs": {}, "status": {"status_str": "error", "completed": false, "messages": [
                        ["execution_start", {"timestamp": 1000}],
                        ["execution_error", {"node_id": "2", "node_type": "TBoom", "exception_type": "ValueError",
                            "exception_message": "boom\\n", "current_inputs": {"x": [NaN]}, "timestamp": 1040}]]}}}""".formatted(RUN));

            assertThat(RunReading.history(history, RUN))
                    .contains(new Sighting.Broke(new RunError("2", "TBoom", "ValueError", "boom\n", 40)));
        }

        @Test
        void tellsAnInterruptionFromAnError() {
            var job = json("""
                    {"status": "cancelled", "outputs": {}, "execution_status": {"status_str": "error", "messages": [
                        ["execution_start", {"timestamp": 1000}],
                        ["execution_interrupted", {"node_id": "2", "timestamp": 1500}]]}}""");

            assertThat(RunReading.job(job)).contains(new Sighting.Interrupted(500));
        }

        @Test
        void findsARunInTheQueueOfAnOlderNode() {
            var queue = json("""
                    {"queue_running": [[0, "other", {}, {}, []]], "queue_pending": [[1.0, "%s", {}, {}, []]]}""".formatted(RUN));

            assertThat(RunReading.queue(queue, RUN)).contains(new Sighting.Pending());
            assertThat(RunReading.queue(queue, "other")).contains(new Sighting.Running());
            assertThat(RunReading.queue(queue, "nobody")).isEmpty();
            assertThat(RunReading.history(json("{}"), RUN)).isEmpty();
        }

        @Test
        void takesFilesUnderAnyKeyAndSupposesThatTheyAreOutputs() {
            assertThat(RunReading.outputs(json("""
                            {"4": {"gifs": [{"filename": "v.mp4"}], "a_images": ["text", 5]}}"""))).containsExactly(new OutputFile("4", "v.mp4", "", "output"));
        }
    }

    @Test
    void aTextThatIsKeptInAFileIsNoOutputOfItsOwn() {
        assertThat(RunReading.outputs(json("""
                        {"4": {"text": ["hi"], "files": [{"filename": "x.txt", "type": "output"}]},
                         "5": {"text": ["4", 5]}}""")))
                .containsExactly(new OutputFile("4", "x.txt", "", "output"), new OutputText("5", "4"));
    }

    @Nested
    class OfRefusals {
        private static final Graph GRAPH =
                new Graph(Map.of("1", Map.of("class_type", "NoSuchClass", "_meta", Map.of("title", "My node"))));

        @Test
        void readsAMissingNodeClass() {
            var refusal = RefusalReading.refusal(json("""
                    {"error": {"type": "missing_node_type", "message": "Node 'NoSuchClass' not found. The custom node may not be installed.",
                     "details": "Node ID '#1'", "extra_info": {"node_id": "1"}}, "node_errors": {}}"""));

            assertThat(refusal.ending(GRAPH).failure()).isEqualTo(FailureClass.NODE_CLASS_MISSING);
            assertThat(refusal.ending(GRAPH).faults())
                    .containsExactly(new GraphFault(
                            "1",
                            "My node",
                            "NoSuchClass",
                            null,
                            "missing_node_type",
                            "The class is not installed on the target."));
        }

        @Test
        void findsTheNodeInTheTextOfAnOlderServer() {
            var refusal = RefusalReading.refusal(json("""
                    {"error": {"type": "invalid_prompt", "message": "Cannot execute because node NoSuchClass does not exist.",
                     "details": "Node ID '#1'", "extra_info": {}}, "node_errors": {}}"""));

            assertThat(refusal.ending(GRAPH).failure()).isEqualTo(FailureClass.NODE_CLASS_MISSING);
            assertThat(refusal.ending(GRAPH).faults())
                    .extracting(GraphFault::title)
                    .containsExactly("My node");
        }

        @Test
        void readsTheProblemsOfEachNode() {
            var refusal = RefusalReading.refusal(json("""
                    {"error": {"type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation"},
                     "node_errors": {"1": {"errors": [{"type": "required_input_missing", "message": "Required input is missing",
                        "details": "batch_size", "extra_info": {"input_name": "batch_size"}}], "class_type": "EmptyImage"}}}"""));

            assertThat(refusal.ending(GRAPH).detail())
                    .endsWith("'My node' (node 1, EmptyImage), input batch_size: Required input is missing");
        }
    }

    @Nested
    class OfEvents {
        @Test
        void readsTheMessagesOfARun() {
            assertThat(event("execution_start", "{\"prompt_id\": \"p\"}")).isEqualTo(new NodeEvent.Started("p"));
            assertThat(event("execution_cached", "{\"nodes\": [\"1\", \"2\"], \"prompt_id\": \"p\"}"))
                    .isEqualTo(new NodeEvent.Cached("p", List.of("1", "2")));
            assertThat(event("executing", "{\"node\": null, \"prompt_id\": \"p\"}"))
                    .isEqualTo(new NodeEvent.Over("p"));
            assertThat(event("executing", "{\"node\": \"2.0.1\", \"display_node\": \"2\", \"prompt_id\": \"p\"}"))
                    .isEqualTo(new NodeEvent.Began("p", "2"));
            assertThat(event("status", "{\"status\": {\"exec_info\": {\"queue_remaining\": 3}}}"))
                    .isEqualTo(new NodeEvent.QueueChanged(3));
        }

        @Test
        void readsProgressByVisibleNode() {
            assertThat(event("progress_state", """
                    {"prompt_id": "p", "nodes": {"2.0.1": {"value": 3, "max": 20, "state": "running",
                     "node_id": "2.0.1", "display_node_id": "2"}}}""")).isInstanceOfSatisfying(NodeEvent.Progressed.class, progress -> {
                assertThat(progress.run()).isEqualTo("p");
                assertThat(progress.nodes().get()).containsExactly(new NodeState("2", 3, 20, false));
            });
        }

        @Test
        void readsTheStepsThatOlderServersTell() {
            assertThat(event("progress", "{\"value\": 3, \"max\": 20, \"prompt_id\": \"p\", \"node\": \"2\"}"))
                    .isInstanceOfSatisfying(
                            NodeEvent.Stepped.class,
                            step -> assertThat(step.node().get()).isEqualTo(new NodeState("2", 3, 20, false)));
        }

        @Test
        void readsFieldsInAnyOrder() {
            assertThat(EventReading.text(
                            "{\"data\": {\"timestamp\": 1, \"prompt_id\": \"p\"}, \"type\": \"execution_start\"}"))
                    .contains(new NodeEvent.Started("p"));
            assertThat(event("execution_success", "{\"nodes\": {\"prompt_id\": \"q\"}, \"prompt_id\": \"p\"}"))
                    .isEqualTo(new NodeEvent.Over("p"));
        }

        @Test
        void ignoresWhatItDoesNotKnow() {
            assertThat(EventReading.text("{\"type\": \"crystools.monitor\", \"data\": {}}"))
                    .isEmpty();
            assertThat(EventReading.text("not json")).isEmpty();
        }

        @Test
        void readsPreviewsThatSayWhoseTheyAre() {
            var about = "{\"prompt_id\":\"p\",\"image_type\":\"image/png\"}";
            var frame = Buffer.buffer()
                    .appendInt(4)
                    .appendInt(about.length())
                    .appendString(about)
                    .appendBytes(new byte[] {1, 2, 3});

            assertThat(EventReading.binary(frame))
                    .hasValueSatisfying(event -> assertThat((NodeEvent.Previewed) event)
                            .usingRecursiveComparison()
                            .isEqualTo(new NodeEvent.Previewed("p", "image/png", new byte[] {1, 2, 3})));
        }

        @Test
        void readsPreviewsThatDoNot() {
            var frame = Buffer.buffer().appendInt(1).appendInt(2).appendBytes(new byte[] {1, 2, 3});

            assertThat(EventReading.binary(frame))
                    .hasValueSatisfying(event -> assertThat((NodeEvent.Previewed) event)
                            .usingRecursiveComparison()
                            .isEqualTo(new NodeEvent.Previewed("", "image/png", new byte[] {1, 2, 3})));
        }

        @Test
        void ignoresFramesThatAreCutOff() {
            assertThat(EventReading.binary(Buffer.buffer().appendInt(4))).isEmpty();
            assertThat(EventReading.binary(Buffer.buffer().appendInt(4).appendInt(-1)))
                    .isEmpty();
            assertThat(EventReading.binary(
                            Buffer.buffer().appendInt(3).appendInt(1).appendInt(7)))
                    .isEmpty();
        }

        private NodeEvent event(String type, String content) {
            return EventReading.text("{\"type\": \"%s\", \"data\": %s}".formatted(type, content))
                    .orElseThrow();
        }
    }

    @Test
    void readsVitals() {
        var stats = json("""
                {"system": {"comfyui_version": "0.33.0", "python_version": "3.11.7 (main, May  9 2026) [GCC 12.2.0]",
                 "pytorch_version": "2.13.0+cpu"},
                 "devices": [{"name": "cpu", "type": "cpu", "index": null, "vram_total": 24, "vram_free": 8}]}""");
        var queue = json("{\"queue_running\": [[]], \"queue_pending\": [[], []]}");

        assertThat(VitalsReading.vitals(stats, queue))
                .isEqualTo(new Vitals(1, 2, 24, 8, new Machine("0.33.0", "3.11.7", "2.13.0+cpu", "cpu", "cpu")));
    }

    private static JsonNode json(String text) {
        return LenientJson.read(text);
    }
}
