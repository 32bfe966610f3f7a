package dev.comfymesh.executor.adapter.provider.comfyapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.ProviderText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what is wrong with which node of a graph that was refused; the entries are those of ComfyUI, or shorter ones. */
final class NodeErrors {
    private static final Pattern MODEL_FILE = Pattern.compile("(?i).+\\.(safetensors|ckpt|pt|pth|gguf|sft|bin)");

    /** An unknown class is told of the graph as a whole. */
    private static final Pattern UNKNOWN_CLASS = Pattern.compile("(?i)\\bnode\\b.* (not found|does not exist)");

    private record Problem(String node, String type, String message, String input, String value) {
        boolean missesModel() {
            return type.equals("value_not_in_list") && MODEL_FILE.matcher(value).matches();
        }

        boolean missesClass() {
            return type.equals("missing_node_type");
        }

        /** Without the values that would be allowed there: they may name others' files. */
        String text() {
            return "node %s%s: %s".formatted(node, input.isEmpty() ? "" : ", input " + input, message);
        }
    }

    private NodeErrors() {}

    static Handover.Declined declined(JsonNode error) {
        var problems = problems(error.path("details").path("node_errors"));
        var texts = problems.stream().map(Problem::text).toList();
        var message = error.path("message").asText("");
        var told = texts.isEmpty() ? message : String.join("; ", texts);
        return new Handover.Declined(
                fault(problems, message), ProviderText.sentence("The provider refused the graph", told));
    }

    /** What is wrong everywhere outweighs what is only missing there. */
    private static ProviderFault fault(List<Problem> problems, String message) {
        if (problems.stream().anyMatch(Problem::missesClass)
                || problems.isEmpty() && UNKNOWN_CLASS.matcher(message).find()) {
            return ProviderFault.MISSING_NODE_CLASS;
        }
        return !problems.isEmpty() && problems.stream().allMatch(Problem::missesModel)
                ? ProviderFault.MISSING_MODEL
                : ProviderFault.INVALID_REQUEST;
    }

    private static List<Problem> problems(JsonNode nodeErrors) {
        var problems = new ArrayList<Problem>();
        nodeErrors.properties().forEach(entry -> {
            var told = entry.getValue().isArray()
                    ? entry.getValue()
                    : entry.getValue().path("errors");
            told.forEach(error -> problems.add(problem(entry.getKey(), error)));
        });
        return problems;
    }

    private static Problem problem(String node, JsonNode error) {
        var extra = error.path("extra_info");
        var type = error.path("type").asText(error.path("reason").asText(""));
        return new Problem(
                node,
                type,
                error.path("message").asText(type),
                extra.path("input_name").asText(error.path("field").asText("")),
                extra.path("received_value").asText(""));
    }
}
