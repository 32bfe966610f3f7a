package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.NodeEvent.NodeState;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads the messages of a node's socket; those of no use to us, and those of unknown types, are nothing. A node says much
 * more than anybody asks for, so of most messages only the beginning is read.
 */
final class EventReading {
    private static final int PREVIEW = 1;
    private static final int PREVIEW_WITH_METADATA = 4;
    private static final int PNG = 2;

    private EventReading() {}

    static Optional<NodeEvent> text(String message) {
        var beginning = MessageBeginning.of(message);
        return switch (beginning.type()) {
            case "status" ->
                Optional.of(new NodeEvent.QueueChanged(
                        data(message).at("/status/exec_info/queue_remaining").asInt()));
            case "execution_start" -> Optional.of(new NodeEvent.Started(beginning.run()));
            case "execution_cached" ->
                Optional.of(new NodeEvent.Cached(
                        beginning.run(), texts(data(message).path("nodes"))));
            case "progress_state" ->
                Optional.of(new NodeEvent.Progressed(
                        beginning.run(), () -> progress(data(message).path("nodes"))));
            case "progress" -> Optional.of(new NodeEvent.Stepped(beginning.run(), () -> step(data(message))));
            case "execution_success", "execution_error", "execution_interrupted" ->
                Optional.of(new NodeEvent.Over(beginning.run()));
            case "executing" -> executing(data(message));
            default -> Optional.empty();
        };
    }

    /** Newer servers say of a preview whose it is, older ones send the picture alone. */
    static Optional<NodeEvent> binary(Buffer frame) {
        if (frame.length() < 8) {
            return Optional.empty();
        }
        return switch (frame.getInt(0)) {
            case PREVIEW ->
                Optional.of(new NodeEvent.Previewed(
                        "", frame.getInt(4) == PNG ? "image/png" : "image/jpeg", frame.getBytes(8, frame.length())));
            case PREVIEW_WITH_METADATA -> previewWithMetadata(frame);
            default -> Optional.empty();
        };
    }

    private static Optional<NodeEvent> previewWithMetadata(Buffer frame) {
        var imageAt = 8L + frame.getUnsignedInt(4);
        if (imageAt > frame.length()) {
            return Optional.empty();
        }
        var about = LenientJson.read(frame.getBuffer(8, (int) imageAt));
        return Optional.of(new NodeEvent.Previewed(
                about.path("prompt_id").asText(""),
                about.path("image_type").asText("image/jpeg"),
                frame.getBytes((int) imageAt, frame.length())));
    }

    private static Optional<NodeEvent> executing(JsonNode content) {
        var run = content.path("prompt_id").asText("");
        var node = content.path("display_node").asText(content.path("node").asText(""));
        if (content.path("node").isNull()) {
            return Optional.of(new NodeEvent.Over(run));
        }
        return run.isEmpty() || node.isEmpty() ? Optional.empty() : Optional.of(new NodeEvent.Began(run, node));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode data(String message) {
        return LenientJson.read(message).path("data");
    }

    private static NodeState step(JsonNode content) {
        return new NodeState(
                content.path("display_node").asText(content.path("node").asText("")),
                content.path("value").asDouble(),
                content.path("max").asDouble(),
                false);
    }

    private static List<NodeState> progress(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> new NodeState(
                        node.path("display_node_id").asText(node.path("node_id").asText("")),
                        node.path("value").asDouble(),
                        node.path("max").asDouble(),
                        node.path("state").asText().equals("finished")))
                .toList();
    }
}
