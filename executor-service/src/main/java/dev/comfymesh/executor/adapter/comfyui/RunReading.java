package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Output;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.OutputText;
import dev.comfymesh.executor.domain.RunError;
import dev.comfymesh.executor.domain.Sighting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads what a node says of a run, from its jobs route or its history and queue. */
final class RunReading {
    private RunReading() {}

    /** A job of {@code /api/jobs/{id}}; empty when it makes no sense. */
    static Optional<Sighting> job(JsonNode job) {
        return switch (job.path("status").asText()) {
            case "pending" -> Optional.of(new Sighting.Pending());
            case "in_progress" -> Optional.of(new Sighting.Running());
            case "completed", "failed", "cancelled" -> ended(job.path("outputs"), job.path("execution_status"));
            default -> Optional.empty();
        };
    }

    /** The answer of {@code /history/{id}}: an object that holds the entry, or nothing while the run has not ended. */
    static Optional<Sighting> history(JsonNode history, String run) {
        var entry = history.path(run);
        return entry.isObject() ? ended(entry.path("outputs"), entry.path("status")) : Optional.empty();
    }

    /** The answer of {@code /queue}; empty when the run is not in it. */
    static Optional<Sighting> queue(JsonNode queue, String run) {
        if (holds(queue.path("queue_running"), run)) {
            return Optional.of(new Sighting.Running());
        }
        return holds(queue.path("queue_pending"), run) ? Optional.of(new Sighting.Pending()) : Optional.empty();
    }

    private static boolean holds(JsonNode entries, String run) {
        return StreamSupport.stream(entries.spliterator(), false)
                .anyMatch(entry -> entry.path(1).asText().equals(run));
    }

    private static Optional<Sighting> ended(JsonNode outputs, JsonNode status) {
        var messages = status.path("messages");
        if (status.path("status_str").asText().equals("success")) {
            return Optional.of(
                    new Sighting.Finished(new FinishedRun(outputs(outputs), cached(messages), millis(messages))));
        }
        var interrupted = message(messages, "execution_interrupted");
        if (!interrupted.isMissingNode()) {
            return Optional.of(new Sighting.Interrupted(millis(messages)));
        }
        return status.path("status_str").asText().equals("error")
                ? Optional.of(new Sighting.Broke(error(message(messages, "execution_error"), millis(messages))))
                : Optional.empty();
    }

    private static RunError error(JsonNode error, long gpuMillis) {
        return new RunError(
                error.path("node_id").asText("?"),
                error.path("node_type").asText(""),
                error.path("exception_type").asText("an error"),
                error.path("exception_message").asText(""),
                gpuMillis);
    }

    /** In the order of the answer. */
    static List<Output> outputs(JsonNode outputs) {
        var found = new ArrayList<Output>();
        outputs.properties().forEach(node -> {
            var files = files(node.getKey(), node.getValue());
            found.addAll(files.isEmpty() ? texts(node.getKey(), node.getValue().path("text")) : files);
        });
        return found;
    }

    /** Savers use any key, and only objects with a file name are files. */
    private static List<OutputFile> files(String node, JsonNode shown) {
        var files = new ArrayList<OutputFile>();
        shown.forEach(items -> items.forEach(item -> {
            if (item.path("filename").isTextual()) {
                files.add(new OutputFile(
                        node,
                        item.path("filename").asText(),
                        item.path("subfolder").asText(""),
                        item.path("type").asText("output")));
            }
        }));
        return files;
    }

    /** A saver of texts shows its text beside the file; whoever shows a text alone has kept it nowhere. */
    private static List<OutputText> texts(String node, JsonNode shown) {
        return StreamSupport.stream(shown.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(text -> new OutputText(node, text.asText()))
                .toList();
    }

    private static Set<String> cached(JsonNode messages) {
        var nodes = new HashSet<String>();
        message(messages, "execution_cached").path("nodes").forEach(node -> nodes.add(node.asText()));
        return nodes;
    }

    private static long millis(JsonNode messages) {
        var start = message(messages, "execution_start").path("timestamp").asLong();
        var end = messages.path(messages.size() - 1).path(1).path("timestamp").asLong();
        return start == 0 ? 0 : Math.max(0, end - start);
    }

    private static JsonNode message(JsonNode messages, String type) {
        return StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> message.path(0).asText().equals(type))
                .map(message -> message.path(1))
                .findFirst()
                .orElseGet(() -> messages.path("none"));
    }
}
