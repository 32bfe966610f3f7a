package dev.comfymesh.simulator.domain.validation;

import dev.comfymesh.simulator.domain.graph.Graph;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.NodeClass;
import dev.comfymesh.simulator.domain.profile.Ability;
import dev.comfymesh.simulator.domain.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which outputs of a graph can run; literals are converted in place, and one good output is enough. */
public final class GraphValidator {

    private final Catalogue catalogue;
    private final Profile profile;

    public GraphValidator(Catalogue catalogue, Profile profile) {
        this.catalogue = catalogue;
        this.profile = profile;
    }

    /** A graph that is not one at all makes a Python server stumble: then {@link PythonError} is thrown. */
    public Verdict validate(@Nullable Object prompt, @Nullable List<?> onlyTargets) {
        var tree = Json.asObject(prompt);
        if (tree == null || tree.values().stream().anyMatch(node -> Json.asObject(node) == null)) {
            throw new PythonError("TypeError", "the prompt is not a graph of nodes");
        }
        var graph = new Graph(tree);
        for (var id : graph.ids()) {
            if (catalogue.find(graph.classType(id)).isEmpty()) {
                return invalid(
                        profile.can(Ability.MISSING_NODE_TYPE) ? missingClass(tree, id) : missingClassOfOld(tree, id),
                        Map.of());
            }
        }
        var outputs = graph.ids().stream()
                .filter(id -> catalogue
                        .find(graph.classType(id))
                        .filter(NodeClass::outputNode)
                        .isPresent())
                .filter(id -> onlyTargets == null || onlyTargets.contains(id))
                .toList();
        if (outputs.isEmpty()) {
            return invalid(new Complaint("prompt_no_outputs", "Prompt has no outputs", "", Map.of()), Map.of());
        }
        return judge(graph, outputs);
    }

    private Verdict judge(Graph graph, List<String> outputs) {
        var check = new NodeCheck(graph, catalogue);
        var good = new ArrayList<String>();
        var reasons = new ArrayList<String>();
        var nodeErrors = new LinkedHashMap<String, @Nullable Object>();
        var dependents = new LinkedHashMap<String, List<String>>();
        for (var output : outputs) {
            var finding = check.output(output);
            if (finding.valid()) {
                good.add(output);
                continue;
            }
            finding.complaints().forEach(found -> reasons.add(found.message() + ": " + found.details()));
            check.findings().forEach((id, each) -> {
                if (!each.valid() && !each.complaints().isEmpty()) {
                    var failing = dependents.computeIfAbsent(id, _ -> new ArrayList<>());
                    failing.add(output);
                    nodeErrors.putIfAbsent(id, nodeError(graph, id, each, failing));
                }
            });
        }
        if (!good.isEmpty()) {
            return new Verdict.Runnable(List.copyOf(good), nodeErrors);
        }
        return invalid(
                new Complaint(
                        "prompt_outputs_failed_validation",
                        "Prompt outputs failed validation",
                        String.join("\n", reasons),
                        Map.of()),
                nodeErrors);
    }

    private static Map<String, @Nullable Object> nodeError(
            Graph graph, String id, NodeCheck.Finding finding, List<String> failing) {
        return Json.object(
                "errors", finding.complaints().stream().map(Complaint::json).toList(),
                "dependent_outputs", failing,
                "class_type", graph.classType(id));
    }

    private Complaint missingClass(Map<String, @Nullable Object> tree, String id) {
        var node = Json.child(tree, id);
        if (node.containsKey("_meta") && Json.asObject(node.get("_meta")) == null) {
            throw new PythonError("AttributeError", "'NoneType' object has no attribute 'get'");
        }
        var title = Json.child(node, "_meta").get("title");
        var classType = node.get("class_type");
        if (!node.containsKey("class_type")) {
            return missing(
                    id,
                    "Node '" + (title == null ? "ID #" + id : Python.str(title))
                            + "' has no class_type. The workflow may be corrupted or a custom node is missing.",
                    null,
                    title);
        }
        var shown = title == null ? classType : title;
        return missing(
                id,
                "Node '" + Python.str(shown) + "' not found. The custom node may not be installed.",
                classType,
                shown);
    }

    private static Complaint missingClassOfOld(Map<String, @Nullable Object> tree, String id) {
        var node = Json.child(tree, id);
        return new Complaint(
                "invalid_prompt",
                node.containsKey("class_type")
                        ? "Cannot execute because node " + Python.str(node.get("class_type")) + " does not exist."
                        : "Cannot execute because a node is missing the class_type property.",
                "Node ID '#" + id + "'",
                Map.of());
    }

    private static Complaint missing(String id, String message, @Nullable Object classType, @Nullable Object title) {
        return new Complaint(
                "missing_node_type",
                message,
                "Node ID '#" + id + "'",
                Json.object("node_id", id, "class_type", classType, "node_title", title));
    }

    private static Verdict invalid(Complaint error, Map<String, @Nullable Object> nodeErrors) {
        return new Verdict.Invalid(error.json(), nodeErrors);
    }
}
