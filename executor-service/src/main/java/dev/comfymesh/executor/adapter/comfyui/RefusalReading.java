package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.domain.Refusal;
import dev.comfymesh.executor.domain.Refusal.InputProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads why a node refused a graph; the order is made the same for equal answers, which the node's is not. */
final class RefusalReading {
    private static final Pattern NODE_ID = Pattern.compile("Node ID '#(.+)'");

    private RefusalReading() {}

    static Refusal refusal(JsonNode body) {
        var error = body.path("error");
        var problems = new ArrayList<InputProblem>();
        nodeOf(error).ifPresent(problems::add);
        problems.addAll(problems(body.path("node_errors")));
        return new Refusal(
                error.path("type").asText(""),
                error.path("message").asText("Some outputs of the graph are invalid"),
                problems);
    }

    /** The node that the general error is about: newer servers name it apart, older ones only in a text. */
    private static Optional<InputProblem> nodeOf(JsonNode error) {
        var extra = error.path("extra_info");
        var told = extra.path("node_id").asText("");
        var named = NODE_ID.matcher(error.path("details").asText(""));
        var nodeId = told.isEmpty() && named.matches() ? named.group(1) : told;
        return nodeId.isEmpty()
                ? Optional.empty()
                : Optional.of(new InputProblem(
                        nodeId,
                        extra.path("class_type").asText(""),
                        error.path("type").asText(""),
                        error.path("message").asText(""),
                        "",
                        "",
                        ""));
    }

    private static List<InputProblem> problems(JsonNode nodeErrors) {
        var problems = new ArrayList<InputProblem>();
        nodeErrors.properties().forEach(node -> {
            var nodeClass = node.getValue().path("class_type").asText("");
            node.getValue().path("errors").forEach(error -> problems.add(problem(node.getKey(), nodeClass, error)));
        });
        problems.sort(Comparator.comparing(InputProblem::nodeId)
                .thenComparing(InputProblem::input)
                .thenComparing(InputProblem::type));
        return problems;
    }

    private static InputProblem problem(String nodeId, String nodeClass, JsonNode error) {
        var extra = error.path("extra_info");
        return new InputProblem(
                nodeId,
                nodeClass,
                error.path("type").asText(""),
                error.path("message").asText(""),
                error.path("details").asText(""),
                extra.path("input_name").asText(""),
                extra.path("received_value").asText(""));
    }
}
