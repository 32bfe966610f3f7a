package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.execution.HistoryEntry.Message;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Result;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run has done so far: told to its client at once, and kept for history. */
final class RunReport {

    private final Prompt prompt;
    private final Workshop workshop;
    private final Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<String> executed = new ArrayList<>();
    private final List<SavedFile> files = new ArrayList<>();

    RunReport(Prompt prompt, Workshop workshop) {
        this.prompt = prompt;
        this.workshop = workshop;
    }

    HistoryEntry entry(boolean completed) {
        return new HistoryEntry(prompt, shown, meta, completed, List.copyOf(messages));
    }

    /** The files that this run wrote, without those that an earlier one left. */
    List<SavedFile> files() {
        return List.copyOf(files);
    }

    /** The nodes that really ran. */
    List<String> executed() {
        return List.copyOf(executed);
    }

    void ran(String id, List<SavedFile> written) {
        executed.add(id);
        files.addAll(written);
    }

    void show(String id, Result.Done result, String producer) {
        if (result.shown() != null) {
            shown.put(id, result.shown());
            meta.put(
                    id,
                    Json.object(
                            "node_id", producer,
                            "display_node", producer,
                            "parent_node", null,
                            "real_node_id", producer));
        }
        workshop.tellClient(
                prompt, "executed", "node", id, "display_node", id, "output", result.shown(), "prompt_id", prompt.id());
    }

    void interrupted(String id) {
        var data = Json.object(
                "prompt_id", prompt.id(),
                "node_id", id,
                "node_type", prompt.graph().classType(id),
                "executed", executed(),
                "timestamp", workshop.nowMillis());
        messages.add(new Message("execution_interrupted", data));
        workshop.tellClientOrAll(prompt, "execution_interrupted", data);
    }

    void remember(String type, Map<String, @Nullable Object> data) {
        data.put("timestamp", workshop.nowMillis());
        messages.add(new Message(type, data));
        workshop.audience().client(prompt.clientId(), type, data);
    }
}
