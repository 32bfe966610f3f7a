package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.NodeEvent.NodeProgress;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads the messages of a node's socket; those of no use to us, and those of unknown types, are nothing. A node says much
 * more than anybody asks for, so of most messages only the beginning is read.
 */
final class EventReading {
    private static final int PREVIEW_WITH_METADATA = 4;

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
                        beginning.run(), data(message).path("nodes").size()));
            case "progress_state" ->
                Optional.of(new NodeEvent.Progressed(
                        beginning.run(), () -> progress(data(message).path("nodes"))));
            case "execution_success", "execution_error", "execution_interrupted" ->
                Optional.of(new NodeEvent.Over(beginning.run()));
            case "progress" -> Optional.of(new NodeEvent.Working(beginning.run()));
            case "executing" -> executing(data(message));
            default -> Optional.empty();
        };
    }

    /** Only previews that say whose they are can be told apart; all others are nothing. */
    static Optional<NodeEvent> binary(Buffer frame) {
        if (frame.length() < 8 || frame.getInt(0) != PREVIEW_WITH_METADATA) {
            return Optional.empty();
        }
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
        return Optional.of(content.path("node").isNull() ? new NodeEvent.Over(run) : new NodeEvent.Working(run));
    }

    private static JsonNode data(String message) {
        return LenientJson.read(message).path("data");
    }

    private static List<NodeProgress> progress(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> new NodeProgress(
                        node.path("display_node_id").asText(node.path("node_id").asText("")),
                        node.path("value").asDouble(),
                        node.path("max").asDouble(),
                        node.path("state").asText().equals("finished")))
                .toList();
    }
}
