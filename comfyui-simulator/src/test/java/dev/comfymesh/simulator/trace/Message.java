package dev.comfymesh.simulator.trace;

import dev.comfymesh.simulator.domain.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One WebSocket message reduced to what can be compared: of a cumulative state only what has changed, of an image its
 * format. Intermediate progress is throttled by the clock, so any two runs differ in it.
 */
record Message(Map<String, Object> body, String prompt, String node, boolean intermediate, int reached) {

    /** Reduces the messages of one socket, in their order. */
    static final class Reader {

        private final Map<String, Map<String, Object>> states = new HashMap<>();

        Message text(Map<String, Object> message) {
            var type = String.valueOf(message.get("type"));
            var data = Json.child(message, "data");
            var prompt = String.valueOf(data.get("prompt_id"));
            return switch (type) {
                case "progress_state" -> state(message, prompt, Json.child(data, "nodes"));
                case "progress" -> reporting(message, prompt, node(data), List.of(data));
                case "executing", "executed" -> new Message(message, prompt, node(data), false, 0);
                default -> new Message(message, prompt, type.equals("status") ? "status" : "", false, 0);
            };
        }

        private Message state(Map<String, Object> message, String prompt, Map<String, Object> nodes) {
            var before = states.getOrDefault(prompt, Map.of());
            var changed = Json.object();
            nodes.forEach((id, state) -> {
                if (!state.equals(before.get(id))) {
                    changed.put(id, state);
                }
            });
            states.put(prompt, nodes);
            var reduced = Json.object("type", message.get("type"), "prompt_id", prompt, "changed", changed);
            return reporting(reduced, prompt, String.join(",", changed.keySet()) + " ", changed.values());
        }

        private static Message reporting(Map<String, Object> body, String prompt, String node, Collection<?> states) {
            int reached = states.stream()
                    .map(Json::asObject)
                    .filter(Reader::isPartial)
                    .mapToInt(state -> (int) state.get("value"))
                    .max()
                    .orElse(0);
            return new Message(body, prompt, node, reached > 0, reached);
        }

        private static String node(Map<String, Object> data) {
            return data.get("node") == null ? "" : data.get("node") + " ";
        }

        private static boolean isPartial(Map<String, Object> progress) {
            return progress.get("value") instanceof Integer value
                    && progress.get("max") instanceof Integer max
                    && value > 0
                    && value < max
                    && !"finished".equals(progress.get("state"));
        }
    }

    static Message frame(byte[] bytes, boolean someMayLack) {
        var frame = ByteBuffer.wrap(bytes);
        int type = frame.getInt();
        return switch (type) {
            case 1 ->
                preview(someMayLack, Json.object("type", 1, "image_format", frame.getInt(), "image", media(frame)));
            case 3 -> binary(Json.object("type", 3, "node_id", part(frame), "text", rest(frame)));
            case 4 ->
                preview(someMayLack, Json.object("type", 4, "meta", Replay.json(part(frame)), "image", media(frame)));
            default -> binary(Json.object("type", type));
        };
    }

    static Message recordedFrame(Map<String, Object> frame, boolean someMayLack) {
        int type = (int) frame.get("event_type");
        var head = String.valueOf(frame.get("head_hex"));
        return switch (type) {
            case 1 ->
                preview(
                        someMayLack,
                        Json.object(
                                "type",
                                1,
                                "image_format",
                                frame.get("image_format"),
                                "image",
                                Media.of(head.substring(16))));
            case 3 -> binary(Json.object("type", 3, "node_id", frame.get("node_id"), "text", frame.get("text")));
            default -> preview(someMayLack, Json.object("type", type, "meta", frame.get("meta"), "image", "jpeg"));
        };
    }

    static Message closed(int code) {
        return binary(Json.object("closed", code));
    }

    /** Whether two correct runs may show these two in either order. */
    boolean mayComeBefore(Message other) {
        return intermediate
                || isOfNode() && other.isOfNode() && !node.equals(other.node)
                || isStatus() != other.isStatus();
    }

    /** Whether the report of that prompt will not come any more. */
    boolean outdates(Message report, String ofPrompt) {
        boolean same = prompt.equals(ofPrompt);
        return intermediate
                ? same && report.reached > 0 && reached >= report.reached
                : ofPrompt.isEmpty() || same && (node.equals(report.node) || node.isEmpty());
    }

    boolean sharesNode(Message other) {
        return prompt.equals(other.prompt) && (node.equals(other.node) || !other.isOfNode());
    }

    private boolean isOfNode() {
        return node.endsWith(" ");
    }

    private boolean isStatus() {
        return node.equals("status");
    }

    private static Message preview(boolean mayLack, Map<String, Object> body) {
        return new Message(body, "", "", mayLack, 0);
    }

    private static Message binary(Map<String, Object> body) {
        return new Message(body, "", "", false, 0);
    }

    private static String part(ByteBuffer frame) {
        var part = new byte[frame.getInt()];
        frame.get(part);
        return new String(part, StandardCharsets.UTF_8);
    }

    private static String rest(ByteBuffer frame) {
        return StandardCharsets.UTF_8.decode(frame).toString();
    }

    private static String media(ByteBuffer frame) {
        var image = new byte[frame.remaining()];
        frame.get(image);
        return Media.of(image);
    }
}
