package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A class of nodes: what it takes, what it gives, and what it does. */
public record NodeClass(
        String name,
        String displayName,
        String category,
        List<InputSpec> inputs,
        List<String> outputs,
        List<String> outputNames,
        boolean outputNode,
        boolean omitsEmptyOptions,
        @Nullable Check check,
        Token token,
        Work work) {

    /** Looks at one literal beyond its type; an answer is a complaint. */
    public record Check(String input, Complaint complaint) {}

    /** The complaint about a value; empty when it is fine. */
    @FunctionalInterface
    public interface Complaint {
        Optional<String> about(Object value);
    }

    /** What besides the inputs decides whether a result may be reused. */
    @FunctionalInterface
    public interface Token {
        String of(Map<String, @Nullable Object> inputs);
    }

    /** What a node does when it runs. */
    @FunctionalInterface
    public interface Work {
        Result run(Inputs inputs, Run run) throws IOException;
    }

    public static Builder named(String name, String displayName, String category) {
        return new Builder(name, displayName, category);
    }

    /** The description that {@code /object_info} gives. */
    public Map<String, @Nullable Object> describe() {
        var groups = new LinkedHashMap<String, @Nullable Object>();
        var order = new LinkedHashMap<String, @Nullable Object>();
        for (var group : List.of("required", "optional")) {
            var members = inputs.stream()
                    .filter(input -> input.required() == group.equals("required"))
                    .toList();
            if (members.isEmpty() && group.equals("optional")) {
                continue;
            }
            var configs = new LinkedHashMap<String, @Nullable Object>();
            members.forEach(input -> configs.put(input.name(), config(input)));
            groups.put(group, configs);
            order.put(group, List.copyOf(configs.keySet()));
        }
        if (outputNode) {
            groups.put("hidden", Json.object("prompt", "PROMPT", "extra_pnginfo", "EXTRA_PNGINFO"));
            order.put("hidden", List.of("prompt", "extra_pnginfo"));
        }
        return Json.object(
                "input", groups,
                "input_order", order,
                "is_input_list", false,
                "output", outputs,
                "output_is_list", outputs.stream().map(_ -> false).toList(),
                "output_name", outputNames,
                "name", name,
                "display_name", displayName,
                "description", "",
                "python_module", "nodes",
                "category", category,
                "output_node", outputNode,
                "has_intermediate_output", false,
                "search_aliases", List.of());
    }

    private List<Object> config(InputSpec input) {
        var config = input.config();
        return omitsEmptyOptions && input.options().isEmpty() ? config.subList(0, 1) : config;
    }

    /** Collects the parts of a class; {@link #does} completes it. */
    public static final class Builder {
        private final String name;
        private final String displayName;
        private final String category;
        private final List<InputSpec> inputs = new ArrayList<>();
        private List<String> outputs = List.of();
        private List<String> outputNames = List.of();
        private boolean outputNode;
        private boolean omitsEmptyOptions;
        private @Nullable Check check;
        private Token token = _ -> "";

        private Builder(String name, String displayName, String category) {
            this.name = name;
            this.displayName = displayName;
            this.category = category;
        }

        public Builder takes(InputSpec... specs) {
            inputs.addAll(List.of(specs));
            return this;
        }

        public Builder gives(String... types) {
            outputs = List.of(types);
            outputNames = outputs;
            return this;
        }

        /** Makes it an output node, which gives the images that it was given. */
        public Builder saves() {
            outputNode = true;
            outputs = List.of("IMAGE");
            outputNames = List.of("images");
            return this;
        }

        /** Describes inputs without options by their type alone, as classes of the older kind do. */
        public Builder omitsEmptyOptions() {
            omitsEmptyOptions = true;
            return this;
        }

        public Builder checks(String input, Complaint complaint) {
            check = new Check(input, complaint);
            return this;
        }

        public Builder changesWith(Token what) {
            token = what;
            return this;
        }

        public NodeClass does(Work work) {
            return new NodeClass(
                    name,
                    displayName,
                    category,
                    List.copyOf(inputs),
                    outputs,
                    outputNames,
                    outputNode,
                    omitsEmptyOptions,
                    check,
                    token,
                    work);
        }
    }
}
