package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The ids that one node gave our runs, where it keeps none but its own. Every run carries our id in its extra data, which a node
 * repeats in its queue and its history: so an id that was never learned, or was forgotten, is found there again.
 */
final class Aliases {
    static final String TAG = "comfymesh_attempt";

    private static final int MOST = 200;

    private volatile Map<UUID, String> given = Map.of();

    /** What the node calls the run. */
    String of(UUID run) {
        return given.getOrDefault(run, run.toString());
    }

    boolean known(UUID run) {
        return given.containsKey(run);
    }

    synchronized void learn(UUID run, String id) {
        var more = new LinkedHashMap<>(given);
        more.put(run, id);
        if (more.size() > MOST) {
            more.pollFirstEntry();
        }
        given = more;
    }

    /** Looks for the run among those that the node holds and held; answers whether it was found. */
    boolean find(UUID run, JsonNode queue, JsonNode history) {
        var held = Stream.of("queue_running", "queue_pending").flatMap(state -> entries(queue.path(state)));
        var past = entries(history).map(entry -> entry.path("prompt"));
        var found = Stream.concat(held, past)
                .filter(entry -> entry.path(3).path(TAG).asText().equals(run.toString()))
                .findFirst();
        found.ifPresent(entry -> learn(run, entry.path(1).asText()));
        return found.isPresent();
    }

    /** The message as if the node called our runs what we do. */
    String ours(String message) {
        return given.entrySet().stream()
                .filter(run -> message.contains(run.getValue()))
                .findFirst()
                .map(run -> message.replace(run.getValue(), run.getKey().toString()))
                .orElse(message);
    }

    private static Stream<JsonNode> entries(JsonNode container) {
        return StreamSupport.stream(container.spliterator(), false);
    }
}
