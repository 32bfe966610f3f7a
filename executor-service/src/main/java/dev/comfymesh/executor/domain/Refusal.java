package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Why a node does not take a graph: its general error, and what is wrong with which input of which node. */
public record Refusal(String type, String message, List<InputProblem> problems) {
    private static final int TOLD = 5;
    private static final int LISTED = 20;

    /** One thing wrong with one node; {@code input}, {@code value} and the class are empty where the node does not name them. */
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

        GraphFault fault(Graph graph) {
            return node(graph).fault(input.isEmpty() ? null : input, type, what());
        }

        String sentence(Graph graph) {
            return "%s%s: %s".formatted(node(graph), input.isEmpty() ? "" : ", input " + input, what());
        }

        private FaultyNode node(Graph graph) {
            return FaultyNode.of(graph, nodeId, nodeClass);
        }

        /** Says what is wrong without the node's list of allowed values: that may hold names of other tenants' files. */
        private String what() {
            return switch (type) {
                case "value_not_in_list" -> "'%s' is not available on the target".formatted(PlainText.of(value));
                case "missing_node_type", "invalid_prompt" ->
                    classless(message) ? "the node has no class" : "the class is not installed on the target";
                default ->
                    (message.isBlank() ? "the target says " + type : PlainText.of(message))
                            + (repeatsInput() ? "" : " (" + PlainText.of(details) + ")");
            };
        }

        private boolean repeatsInput() {
            return details.isEmpty() || details.equals(input);
        }
    }

    public Refusal {
        problems = List.copyOf(problems);
    }

    public Ending.Failed ending(Graph graph) {
        return new Ending.Failed(
                failure(),
                detail(graph),
                0,
                problems.stream()
                        .limit(LISTED)
                        .map(problem -> problem.fault(graph))
                        .toList());
    }

    private FailureClass failure() {
        if (type.equals("missing_node_type") || type.equals("invalid_prompt")) {
            return classless(message) ? FailureClass.GRAPH_INVALID : FailureClass.NODE_CLASS_MISSING;
        }
        // What is wrong everywhere outweighs what is only missing here.
        return problems.stream()
                .map(InputProblem::failure)
                .min(Comparator.comparing(List.of(
                        FailureClass.GRAPH_INVALID, FailureClass.INPUT_MISSING, FailureClass.MODEL_MISSING)::indexOf))
                .orElse(FailureClass.GRAPH_INVALID);
    }

    private static boolean classless(String message) {
        return message.contains("no class_type");
    }

    private String detail(Graph graph) {
        var sentence = "The target refused the graph: " + PlainText.of(message);
        if (problems.isEmpty()) {
            return sentence;
        }
        var more = problems.size() > TOLD ? "; and " + (problems.size() - TOLD) + " more" : "";
        return problems.stream()
                .limit(TOLD)
                .map(problem -> problem.sentence(graph))
                .collect(Collectors.joining("; ", sentence + ": ", more));
    }
}
