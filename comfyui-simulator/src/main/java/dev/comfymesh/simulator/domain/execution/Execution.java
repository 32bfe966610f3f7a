package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.execution.Interruption.Interrupted;
import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.graph.Link;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Inputs;
import dev.comfymesh.simulator.domain.node.Result;
import dev.comfymesh.simulator.domain.node.Values;
import dev.comfymesh.simulator.domain.node.Values.Blocker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of one prompt, from {@code execution_start} to its entry in history. */
final class Execution {

    /** A node whose result is known but not due yet. */
    private record Due(String id, Instant at, Result.Done result) {}

    private final Prompt prompt;
    private final Workshop workshop;
    private final Consumer<@Nullable String> activeNode;
    private final RunGraph graph;
    private final ProgressBoard board;
    private final RunReport report;
    private final Map<String, String> keys;
    private final Set<String> waiting = new LinkedHashSet<>();
    private final List<Due> later = new ArrayList<>();
    private final Map<String, Link> expanded = new LinkedHashMap<>();
    private final Map<String, Result.Done> results = new HashMap<>();

    Execution(Prompt prompt, Workshop workshop, Consumer<@Nullable String> activeNode) {
        this.prompt = prompt;
        this.workshop = workshop;
        this.activeNode = activeNode;
        this.graph = new RunGraph(prompt.graph(), workshop.catalogue());
        this.board = new ProgressBoard(prompt.id());
        this.report = new RunReport(prompt, workshop);
        var needed = prompt.graph().closure(prompt.outputs());
        this.keys = ResultCache.keys(
                prompt.graph(),
                workshop.catalogue(),
                prompt.graph().ids().stream().filter(needed::contains).toList());
    }

    HistoryEntry run() {
        workshop.interruption().clear();
        workshop.cache().begin(keys);
        report.remember("execution_start", Json.object("prompt_id", prompt.id()));
        report.remember("execution_cached", Json.object("nodes", cached(), "prompt_id", prompt.id()));
        workshop.knobs().awaitRelease(prompt.fault());
        boolean completed = runNodes();
        if (prompt.fault() instanceof Fault.Deceive) {
            workshop.cache().clear();
        }
        workshop.cache().end();
        return report.entry(completed);
    }

    /** What the run has done, as clients and the witness are told. */
    RunReport report() {
        return report;
    }

    private List<String> cached() {
        return keys.keySet().stream().filter(this::isCached).toList();
    }

    private boolean isCached(String id) {
        return workshop.cache().find(keys.get(id)).isPresent();
    }

    private boolean runNodes() {
        var reached = graph.reach(prompt.outputs(), this::isCached);
        prompt.graph().ids().stream().filter(reached::contains).forEach(waiting::add);
        int all = waiting.size();
        while (true) {
            finishWhatIsDue();
            var next = next();
            if (next.isEmpty()) {
                if (later.isEmpty()) {
                    break;
                }
                awaitNextDue();
            } else if (!visit(next.get(), all)) {
                return false;
            }
        }
        report.remember("execution_success", Json.object("prompt_id", prompt.id()));
        return true;
    }

    private void finishWhatIsDue() {
        var now = workshop.clock().instant();
        for (var due : later.stream().sorted(Comparator.comparing(Due::at)).toList()) {
            if (!due.at().isAfter(now)) {
                later.remove(due);
                finish(due.id(), due.result());
            }
        }
        for (var id : List.copyOf(expanded.keySet())) {
            var output = expanded.get(id);
            var inner = output == null ? null : results.get(output.node());
            if (output != null && inner != null) {
                expanded.remove(id);
                finish(id, Result.of(inner.values().get(output.slot())));
            }
        }
    }

    private void awaitNextDue() {
        var first = later.stream().map(Due::at).min(Comparator.naturalOrder()).orElseThrow();
        workshop.pace().pass(Duration.between(workshop.clock().instant(), first));
        workshop.interruption().checkWorker();
    }

    /** A node that has all it needs; outputs come before others. */
    private Optional<String> next() {
        var ready = waiting.stream()
                .filter(id -> isCached(id) || results.keySet().containsAll(graph.sources(id)))
                .toList();
        return ready.stream()
                .filter(this::isOutput)
                .findFirst()
                .or(() -> ready.stream().findFirst());
    }

    private boolean isOutput(String id) {
        return graph.classOf(id).outputNode();
    }

    private boolean visit(String id, int all) {
        if (prompt.fault() instanceof Fault.Die && isHalfway(all)) {
            workshop.die();
        }
        waiting.remove(id);
        var entry = workshop.cache().find(keys.get(id));
        if (entry.isPresent()) {
            reuse(id, entry.get());
            return true;
        }
        return runNode(id, isHalfway(all));
    }

    /** Faults strike in the middle: in the sampler where there is one. */
    private boolean isHalfway(int all) {
        return report.executed().size() * 2 >= all
                && waiting.stream().noneMatch(id -> graph.classOf(id).name().startsWith("KSampler"));
    }

    private void reuse(String id, ResultCache.Entry entry) {
        results.put(id, entry.result());
        if (isOutput(id)) {
            report.show(id, entry.result(), entry.producer());
            workshop.tellState(prompt, board.finished(graph.place(id)));
        }
    }

    private boolean runNode(String id, boolean halfway) {
        var place = graph.place(id);
        workshop.tellState(prompt, board.started(place));
        activeNode.accept(place.display());
        workshop.tellClient(prompt, "executing", "node", id, "display_node", place.display(), "prompt_id", prompt.id());
        var inputs = resolved(id);
        try {
            workshop.interruption().check();
            if (halfway && prompt.fault() instanceof Fault.OutOfMemory) {
                throw new OutOfMemoryError(Fault.OutOfMemory.DRIVER_TEXT);
            }
            work(id, new Inputs(inputs));
            return true;
        } catch (Interrupted _) {
            report.interrupted(place.display());
        } catch (RuntimeException | IOException | OutOfMemoryError failure) {
            report.remember(
                    "execution_error",
                    new ExecutionError(
                                    prompt,
                                    place.display(),
                                    graph.classOf(id).seesPrompt(),
                                    inputs,
                                    report.executed(),
                                    failure)
                            .json());
        }
        return false;
    }

    private void work(String id, Inputs inputs) throws IOException {
        var blocker = inputs.values().values().stream()
                .filter(Blocker.class::isInstance)
                .map(Blocker.class::cast)
                .findFirst();
        if (blocker.isPresent()) {
            block(id, blocker.get());
            return;
        }
        var wanted = graph.wish(id, graph.classOf(id).wish().of(inputs));
        if (!wanted.isEmpty()) {
            waiting.add(id);
            graph.reach(wanted, node -> isCached(node) || results.containsKey(node)).stream()
                    .filter(node -> !results.containsKey(node))
                    .forEach(waiting::add);
            return;
        }
        switch (graph.classOf(id).work().run(inputs, new NodeRun(prompt, graph.place(id), board, workshop))) {
            case Result.Done done -> finish(id, done);
            case Result.Later(var delay, var done) ->
                later.add(new Due(
                        id, workshop.clock().instant().plus(workshop.knobs().slowed(delay)), done));
            case Result.Expansion expansion -> {
                var output = graph.expand(id, expansion);
                expanded.put(id, output);
                waiting.addAll(graph.reach(List.of(output.node()), results::containsKey));
            }
        }
    }

    /** A blocked node gives only blockers; the message is told once, and the run goes on. */
    private void block(String id, Blocker blocker) {
        if (blocker.message() != null) {
            workshop.tellClientOrAll(
                    prompt,
                    "execution_error",
                    Json.object(
                            "prompt_id", prompt.id(),
                            "node_id", id,
                            "node_type", graph.classOf(id).name(),
                            "executed", report.executed(),
                            "exception_message", "Execution Blocked: " + blocker.message(),
                            "exception_type", "ExecutionBlocked",
                            "traceback", List.of(),
                            "current_inputs", List.of(),
                            "current_outputs", List.of()));
        }
        var silent = Collections.nCopies(graph.classOf(id).outputs().size(), new Blocker(null));
        results.put(id, new Result.Done(silent, null, List.of()));
        report.ran(id, List.of());
        workshop.tellState(prompt, board.finished(graph.place(id)));
    }

    private void finish(String id, Result.Done result) {
        results.put(id, result);
        report.ran(id, result.files());
        workshop.cache().put(keys.get(id), new ResultCache.Entry(result, id));
        if (result.shown() != null) {
            report.show(id, result, id);
        }
        workshop.tellState(prompt, board.finished(graph.place(id)));
    }

    private Map<String, @Nullable Object> resolved(String id) {
        var resolved = new LinkedHashMap<String, @Nullable Object>();
        graph.inputs(id).forEach((name, value) -> resolved.put(name, resolved(value)));
        return resolved;
    }

    private @Nullable Object resolved(@Nullable Object value) {
        var link = Link.of(value);
        var source = link == null ? null : results.get(link.node());
        if (link == null || source == null) {
            return value;
        }
        var values = source.values();
        var linked = values.get(link.slot() < 0 ? link.slot() + values.size() : link.slot());
        return linked instanceof Values.Plain(var plain) ? plain : linked;
    }
}
