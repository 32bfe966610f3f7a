package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a run ended: what clients read once it is over. */
public record HistoryEntry(
        Prompt prompt,
        Map<String, @Nullable Object> outputs,
        Map<String, @Nullable Object> meta,
        boolean completed,
        List<Message> messages) {

    /** One of the events that history keeps. */
    public record Message(String type, Map<String, @Nullable Object> data) {}

    public Map<String, @Nullable Object> json() {
        return Json.object("prompt", prompt.tuple(), "outputs", outputs, "status", status(), "meta", meta);
    }

    public Map<String, @Nullable Object> status() {
        return Json.object(
                "status_str",
                completed ? "success" : "error",
                "completed",
                completed,
                "messages",
                messages.stream()
                        .map(message -> List.of(message.type(), message.data()))
                        .toList());
    }
}
