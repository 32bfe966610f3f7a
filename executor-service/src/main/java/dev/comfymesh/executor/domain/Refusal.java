package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.FailureClass;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Why a node does not take a graph: its general error, and what is wrong with which input of which node. */
public record Refusal(String type, String message, List<InputProblem> problems) {
    private static final int SHOWN = 5;

    /** One thing wrong with one node; {@code input} and {@code value} are empty where the node does not name them. */
    public record InputProblem(
            String nodeId, String nodeClass, String type, String message, String details, String input, String value) {

        FailureClass failure() {
            return switch (type) {
                case "value_not_in_list" -> missing();
                case "custom_validation_failed" ->
                    details.contains(" file") ? FailureClass.INPUT_MISSING : FailureClass.GRAPH_INVALID;
                default -> FailureClass.GRAPH_INVALID; // node types of errors are open-ended
            };
        }

        private FailureClass missing() {
            if (ModelInputs.folder(nodeClass, input).isPresent() || ModelInputs.looksLikeModel(value)) {
                return FailureClass.MODEL_MISSING;
            }
            return nodeClass.startsWith("Load") ? FailureClass.INPUT_MISSING : FailureClass.GRAPH_INVALID;
        }

        /** Says what is wrong without the node's list of allowed values: that may hold names of other tenants' files. */
        String sentence() {
            var what = switch (type) {
                case "value_not_in_list" -> "'%s' is not available on the target".formatted(value);
                default -> message + (repeatsInput() ? "" : " (" + PlainText.of(details) + ")");
            };
            var where = input.isEmpty() ? "" : ", input " + input;
            return "node %s (%s)%s: %s".formatted(nodeId, nodeClass, where, what);
        }

        private boolean repeatsInput() {
            return details.isEmpty() || details.equals(input);
        }
    }

    public Refusal {
        problems = List.copyOf(problems);
    }

    public Ending.Failed ending() {
        return Ending.Failed.unstarted(failure(), detail());
    }

    private FailureClass failure() {
        if (type.equals("missing_node_type") || type.equals("invalid_prompt")) {
            return message.contains("no class_type") ? FailureClass.GRAPH_INVALID : FailureClass.NODE_CLASS_MISSING;
        }
        // What is wrong everywhere outweighs what is only missing here.
        return problems.stream()
                .map(InputProblem::failure)
                .min(Comparator.comparing(List.of(
                        FailureClass.GRAPH_INVALID, FailureClass.INPUT_MISSING, FailureClass.MODEL_MISSING)::indexOf))
                .orElse(FailureClass.GRAPH_INVALID);
    }

    private String detail() {
        var sentence = "The target refused the graph: " + PlainText.of(message);
        if (problems.isEmpty()) {
            return sentence;
        }
        var more = problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : "";
        return problems.stream()
                .limit(SHOWN)
                .map(InputProblem::sentence)
                .collect(Collectors.joining("; ", sentence + ": ", more));
    }
}
