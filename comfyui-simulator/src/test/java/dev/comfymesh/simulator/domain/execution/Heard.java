package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.json.Json;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An audience that writes down what it hears, one short line a message; {@code *} stands for everybody. */
final class Heard implements Audience {

    final List<String> messages = new ArrayList<>();
    boolean metadata;
    Runnable onStatusZero = () -> {};

    @Override
    public void all(String type, Map<String, Object> data) {
        messages.add("* " + line(type, data));
        if (messages.getLast().equals("* status 0")) {
            onStatusZero.run();
        }
    }

    @Override
    public void client(Object clientId, String type, Map<String, Object> data) {
        if (clientId != null) {
            messages.add(clientId + " " + line(type, data));
        }
    }

    @Override
    public void binary(Object clientId, byte[] frame) {
        messages.add((clientId == null ? "*" : clientId) + " frame "
                + ByteBuffer.wrap(frame).getInt());
    }

    @Override
    public void lose(Object clientId) {
        messages.add("lost " + clientId);
    }

    @Override
    public boolean wantsPreviewMetadata(Object clientId) {
        return metadata;
    }

    private static String line(String type, Map<String, Object> data) {
        return switch (type) {
            case "status" ->
                type + " " + Json.child(Json.child(data, "status"), "exec_info").get("queue_remaining");
            case "execution_cached" -> type + " " + data.get("nodes");
            case "executing" -> type + " " + data.get("node");
            case "executed" -> type + " " + data.get("node") + " " + fileName(data);
            case "progress" -> type + " " + data.get("value") + "/" + data.get("max");
            case "progress_state" -> type + " " + lastNode(data);
            default -> type;
        };
    }

    private static Object fileName(Map<String, Object> data) {
        var images = (List<?>) Json.child(data, "output").get("images");
        return Json.asObject(images.getFirst()).get("filename");
    }

    private static String lastNode(Map<String, Object> data) {
        var nodes = Json.child(data, "nodes");
        var last = Json.asObject(List.copyOf(nodes.values()).getLast());
        return last.get("node_id") + " " + last.get("state") + " " + last.get("value") + "/" + last.get("max");
    }
}
