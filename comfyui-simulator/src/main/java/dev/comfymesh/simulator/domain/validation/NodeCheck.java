package dev.comfymesh.simulator.domain.validation;

import dev.comfymesh.simulator.domain.graph.Graph;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.InputSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks nodes and all that they need, depth first; every node once, with what was found kept by id. */
final class NodeCheck {

    private static final Set<String> ANY_TYPE = Set.of(InputSpec.ANY, InputSpec.MATCHING);

    /** Whether a node can run, and what is wrong with itself. */
    record Finding(boolean valid, List<Complaint> complaints) {}

    private final Graph graph;
    private final Catalogue catalogue;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final List<String> path = new ArrayList<>();

    NodeCheck(Graph graph, Catalogue catalogue) {
        this.graph = graph;
        this.catalogue = catalogue;
    }

    Map<String, Finding> findings() {
        return findings;
    }

    /** Checks an output node; what breaks the check itself is a finding too. */
    Finding output(String id) {
        try {
            return check(id);
        } catch (PythonError broken) {
            path.clear();
            var finding = new Finding(
                    false,
                    List.of(new Complaint(
                            "exception_during_validation",
                            "Exception when validating node",
                            broken.text(),
                            Json.object("exception_type", broken.type(), "traceback", Traceback.of(broken)))));
            findings.put(id, finding);
            return finding;
        }
    }

    private Finding check(String id) {
        var known = findings.get(id);
        if (known != null) {
            return known;
        }
        if (path.contains(id)) {
            return cycle(path.subList(path.indexOf(id), path.size()));
        }
        path.add(id);
        var inputs = graph.inputs(id);
        if (inputs == null) {
            throw new PythonError("KeyError", "'inputs'");
        }
        var complaints = new ArrayList<Complaint>();
        boolean valid = true;
        var nodeClass = catalogue.installed(String.valueOf(graph.classType(id)));
        for (var spec : nodeClass.inputsFor(inputs)) {
            if (!inputs.containsKey(spec.name())) {
                // graphs made before an input moved below a choice still name it flatly
                if (spec.required() && !inputs.containsKey(spec.shortName())) {
                    complaints.add(new Complaint(
                            "required_input_missing",
                            "Required input is missing",
                            spec.shortName(),
                            Json.object("input_name", spec.name())));
                }
            } else if (inputs.get(spec.name()) instanceof List<?> link) {
                valid &= link(spec, link, complaints);
            } else {
                var own = nodeClass.check();
                new LiteralCheck(spec, inputs, complaints)
                        .run(own != null && own.input().equals(spec.name()) ? own.complaint() : null);
            }
        }
        path.removeLast();
        var finding = new Finding(valid && complaints.isEmpty(), List.copyOf(complaints));
        return findings.merge(id, finding, (cyclic, _) -> cyclic);
    }

    private boolean link(InputSpec spec, List<?> link, List<Complaint> complaints) {
        if (link.size() != 2) {
            complaints.add(new Complaint(
                    "bad_linked_input",
                    "Bad linked input, must be a length-2 list of [node_id, slot_index]",
                    spec.name(),
                    Json.object("input_name", spec.name(), "input_config", spec.config(), "received_value", link)));
            return true;
        }
        if (!(link.get(0) instanceof String source) || !graph.contains(source)) {
            throw new PythonError("KeyError", Python.repr(link.get(0)));
        }
        var received = outputType(source, link.get(1));
        if (!fits(received, spec)) {
            complaints.add(new Complaint(
                    "return_type_mismatch",
                    "Return type mismatch between linked nodes",
                    spec.name() + ", received_type(" + received + ") mismatch input_type(" + typeName(spec) + ")",
                    Json.object(
                            "input_name",
                            spec.name(),
                            "input_config",
                            spec.config(),
                            "received_type",
                            received,
                            "linked_node",
                            link)));
            return true;
        }
        return inner(spec, source, link);
    }

    private boolean inner(InputSpec spec, String source, List<?> link) {
        int depth = path.size();
        try {
            return check(source).valid();
        } catch (PythonError broken) {
            path.subList(depth, path.size()).clear();
            findings.put(
                    source,
                    new Finding(
                            false,
                            List.of(new Complaint(
                                    "exception_during_inner_validation",
                                    "Exception when validating inner node",
                                    broken.text(),
                                    Json.object(
                                            "input_name", spec.name(),
                                            "input_config", spec.config(),
                                            "exception_message", broken.text(),
                                            "exception_type", broken.type(),
                                            "traceback", Traceback.of(broken),
                                            "linked_node", link)))));
            return false;
        }
    }

    private String outputType(String source, @Nullable Object slot) {
        var outputs =
                catalogue.installed(String.valueOf(graph.classType(source))).outputs();
        if (!(slot instanceof Integer index)) {
            throw new PythonError(
                    "TypeError", "tuple indices must be integers or slices, not " + Python.typeName(slot));
        }
        int place = index < 0 ? index + outputs.size() : index;
        if (place < 0 || place >= outputs.size()) {
            throw new PythonError("IndexError", "tuple index out of range");
        }
        return outputs.get(place);
    }

    private static boolean fits(String received, InputSpec spec) {
        if (ANY_TYPE.contains(received) || ANY_TYPE.contains(spec.type())) {
            return true;
        }
        return received.equals(spec.choices() != null ? InputSpec.COMBO : spec.type());
    }

    private static String typeName(InputSpec spec) {
        return spec.choices() != null && !spec.type().equals(InputSpec.COMBO)
                ? Python.repr(spec.choices().get())
                : spec.type();
    }

    private Finding cycle(List<String> members) {
        var ring = new ArrayList<>(members);
        ring.add(members.getFirst());
        var text = String.join(
                " -> ",
                ring.stream().map(id -> id + " (" + graph.classType(id) + ")").toList());
        for (var id : members) {
            findings.put(
                    id,
                    new Finding(
                            false,
                            List.of(new Complaint(
                                    "dependency_cycle",
                                    "Dependency cycle detected",
                                    text,
                                    Json.object("node_id", id, "cycle_nodes", List.copyOf(members))))));
        }
        return new Finding(false, List.of());
    }
}
