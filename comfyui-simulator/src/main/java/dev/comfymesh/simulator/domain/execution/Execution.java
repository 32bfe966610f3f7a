package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.execution.HistoryEntry.Message;
import dev.comfymesh.simulator.domain.execution.Interruption.Interrupted;
import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.graph.Link;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Inputs;
import dev.comfymesh.simulator.domain.node.NodeClass;
import dev.comfymesh.simulator.domain.node.Result;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of one prompt, from {@code execution_start} to its entry in history. */
final class Execution {

    private final Prompt prompt;
    private final Workshop workshop;
    private final Consumer<@Nullable String> activeNode;
    private final ProgressBoard board;
    private final Map<String, String> keys;
    private final Map<String, Result> results = new HashMap<>();
    private final Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<String> executed = new ArrayList<>();
    private final List<SavedFile> files = new ArrayList<>();

    Execution(Prompt prompt, Workshop workshop, Consumer<@Nullable String> activeNode) {
        this.prompt = prompt;
        this.workshop = workshop;
        this.activeNode = activeNode;
        this.board = new ProgressBoard(prompt.id());
        var needed = prompt.graph().closure(prompt.outputs());
        this.keys = ResultCache.keys(
                prompt.graph(),
                workshop.catalogue(),
                prompt.graph().ids().stream().filter(needed::contains).toList());
    }

    HistoryEntry run() {
        workshop.interruption().clear();
        workshop.cache().keepOnly(keys);
        remember("execution_start", Json.object("prompt_id", prompt.id()));
        var cached = keys.keySet().stream()
                .filter(id -> workshop.cache().find(keys.get(id)).isPresent())
                .toList();
        remember("execution_cached", Json.object("nodes", cached, "prompt_id", prompt.id()));
        boolean completed = runNodes();
        if (prompt.fault() instanceof Fault.Deceive) {
            workshop.cache().clear();
        }
        return new HistoryEntry(prompt, shown, meta, completed, List.copyOf(messages));
    }

    /** The files that this run wrote, without those that an earlier one left. */
    List<SavedFile> files() {
        return List.copyOf(files);
    }

    List<String> executed() {
        return List.copyOf(executed);
    }

    private boolean runNodes() {
        var waiting = waitingNodes();
        int all = waiting.size();
        while (!waiting.isEmpty()) {
            if (prompt.fault() instanceof Fault.Die && executed.size() * 2 >= all && !hasSampler(waiting)) {
                workshop.death().run();
            }
            var id = next(waiting);
            waiting.remove(id);
            var entry = workshop.cache().find(keys.get(id));
            if (entry.isPresent()) {
                reuse(id, entry.get());
            } else if (!runNode(id)) {
                return false;
            }
        }
        remember("execution_success", Json.object("prompt_id", prompt.id()));
        return true;
    }

    /** The nodes to visit: outputs and what they need, but nothing behind a cached result. */
    private Set<String> waitingNodes() {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayList<>(prompt.outputs());
        while (!open.isEmpty()) {
            var id = open.removeLast();
            if (reached.add(id) && workshop.cache().find(keys.get(id)).isEmpty()) {
                open.addAll(prompt.graph().sources(id));
            }
        }
        var ordered = new LinkedHashSet<>(prompt.graph().ids());
        ordered.retainAll(reached);
        return ordered;
    }

    private String next(Set<String> waiting) {
        var ready = waiting.stream()
                .filter(id -> workshop.cache().find(keys.get(id)).isPresent()
                        || prompt.graph().sources(id).stream().noneMatch(waiting::contains))
                .toList();
        return ready.stream().filter(this::isOutput).findFirst().orElse(ready.getFirst());
    }

    private boolean hasSampler(Set<String> waiting) {
        return waiting.stream().anyMatch(id -> classOf(id).name().startsWith("KSampler"));
    }

    private boolean isOutput(String id) {
        return classOf(id).outputNode();
    }

    private NodeClass classOf(String id) {
        return workshop.catalogue().installed(String.valueOf(prompt.graph().classType(id)));
    }

    private void reuse(String id, ResultCache.Entry entry) {
        results.put(id, entry.result());
        if (isOutput(id)) {
            show(id, entry.result(), entry.producer());
            workshop.tellClientOrAll(prompt, "progress_state", board.finished(id));
        }
    }

    private boolean runNode(String id) {
        workshop.tellClientOrAll(prompt, "progress_state", board.started(id));
        activeNode.accept(id);
        workshop.tellClient(prompt, "executing", "node", id, "display_node", id, "prompt_id", prompt.id());
        var inputs = resolved(id);
        try {
            workshop.interruption().check();
            var run = new NodeRun(prompt, id, board, workshop);
            finish(id, classOf(id).work().run(new Inputs(inputs), run));
            return true;
        } catch (Interrupted _) {
            interrupted(id);
        } catch (RuntimeException | IOException | OutOfMemoryError failure) {
            var error = new ExecutionError(prompt, id, inputs, List.copyOf(executed), failure);
            remember("execution_error", error.json());
        }
        return false;
    }

    private void finish(String id, Result result) {
        results.put(id, result);
        executed.add(id);
        files.addAll(result.files());
        workshop.cache().put(keys.get(id), new ResultCache.Entry(result, id));
        if (result.shown() != null) {
            show(id, result, id);
        }
        workshop.tellClientOrAll(prompt, "progress_state", board.finished(id));
    }

    private void show(String id, Result result, String producer) {
        shown.put(id, result.shown());
        meta.put(
                id,
                Json.object(
                        "node_id", producer, "display_node", producer, "parent_node", null, "real_node_id", producer));
        workshop.tellClient(
                prompt, "executed", "node", id, "display_node", id, "output", result.shown(), "prompt_id", prompt.id());
    }

    private void interrupted(String id) {
        var data = Json.object(
                "prompt_id", prompt.id(),
                "node_id", id,
                "node_type", prompt.graph().classType(id),
                "executed", List.copyOf(executed),
                "timestamp", workshop.nowMillis());
        messages.add(new Message("execution_interrupted", data));
        workshop.tellClientOrAll(prompt, "execution_interrupted", data);
    }

    private void remember(String type, Map<String, @Nullable Object> data) {
        data.put("timestamp", workshop.nowMillis());
        messages.add(new Message(type, data));
        workshop.audience().client(prompt.clientId(), type, data);
    }

    private Map<String, @Nullable Object> resolved(String id) {
        var resolved = new LinkedHashMap<String, @Nullable Object>();
        var inputs = prompt.graph().inputs(id);
        if (inputs != null) {
            inputs.forEach((name, value) -> resolved.put(name, resolved(value)));
        }
        return resolved;
    }

    private @Nullable Object resolved(@Nullable Object value) {
        var link = Link.of(value);
        var source = link == null ? null : results.get(link.node());
        if (link == null || source == null) {
            return value;
        }
        var values = source.values();
        return values.get(link.slot() < 0 ? link.slot() + values.size() : link.slot());
    }
}
