package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /object_info} says of a class besides its sockets. Classes of the modern kind state more fields and write
 * hidden inputs as lists; some of the classic kind leave out options that are empty.
 */
record Manual(
        String module,
        boolean modern,
        boolean omitsEmptyOptions,
        boolean seesPrompt,
        String description,
        List<String> aliases,
        boolean outputTooltips,
        @Nullable String essentials,
        Set<String> marks) {

    static final String TEST_PACK = "custom_nodes.testpack";

    static Manual classic(String module, boolean omitsEmptyOptions, boolean seesPrompt) {
        return new Manual(module, false, omitsEmptyOptions, seesPrompt, "", List.of(), false, null, Set.of());
    }

    static Manual modern(String module, boolean seesPrompt, String... marks) {
        return new Manual(module, true, false, seesPrompt, "", List.of(), false, null, Set.of(marks));
    }

    Manual marked(String... all) {
        return new Manual(
                module,
                modern,
                omitsEmptyOptions,
                seesPrompt,
                description,
                aliases,
                outputTooltips,
                essentials,
                Set.of(all));
    }

    Manual saying(String what, boolean tooltips, @Nullable String kind, String... names) {
        return new Manual(module, modern, omitsEmptyOptions, seesPrompt, what, List.of(names), tooltips, kind, marks);
    }

    Map<String, @Nullable Object> describe(NodeClass nodeClass) {
        var described = Json.object();
        addInputs(described, nodeClass);
        described.putAll(Json.object(
                "is_input_list", false,
                "output", nodeClass.outputs(),
                "output_is_list", nodeClass.outputs().stream().map(_ -> false).toList(),
                "output_name", nodeClass.outputNames(),
                "name", nodeClass.name(),
                "display_name", nodeClass.displayName(),
                "description", description,
                "python_module", module,
                "category", nodeClass.category(),
                "output_node", nodeClass.outputNode(),
                "has_intermediate_output", false,
                "search_aliases", aliases));
        addRest(described, nodeClass);
        return described;
    }

    private void addInputs(Map<String, @Nullable Object> described, NodeClass nodeClass) {
        var groups = new LinkedHashMap<String, @Nullable Object>();
        var order = new LinkedHashMap<String, @Nullable Object>();
        addInputs("required", true, nodeClass, groups, order);
        addInputs("optional", false, nodeClass, groups, order);
        if (seesPrompt) {
            groups.put(
                    "hidden",
                    modern
                            ? Json.object("prompt", List.of("PROMPT"), "extra_pnginfo", List.of("EXTRA_PNGINFO"))
                            : Json.object("prompt", "PROMPT", "extra_pnginfo", "EXTRA_PNGINFO"));
            order.put("hidden", List.of("prompt", "extra_pnginfo"));
        }
        described.put("input", groups);
        described.put("input_order", order);
    }

    private void addInputs(
            String group,
            boolean required,
            NodeClass nodeClass,
            Map<String, @Nullable Object> groups,
            Map<String, @Nullable Object> order) {
        var configs = new LinkedHashMap<String, @Nullable Object>();
        nodeClass.inputs().stream()
                .filter(input -> input.required() == required)
                .forEach(input -> configs.put(input.name(), config(input)));
        if (required || !configs.isEmpty()) {
            groups.put(group, configs);
            order.put(group, List.copyOf(configs.keySet()));
        }
    }

    private List<Object> config(InputSpec input) {
        var config = input.config();
        return omitsEmptyOptions && input.options().isEmpty() ? config.subList(0, 1) : config;
    }

    /** The name of the type that outputs share with inputs, where they are of any type. */
    private static @Nullable List<String> matchTypes(NodeClass nodeClass) {
        if (!nodeClass.outputs().contains(InputSpec.MATCHING)) {
            return null;
        }
        return nodeClass.inputs().stream()
                .filter(input -> input.type().equals(InputSpec.MATCHING))
                .map(input ->
                        String.valueOf(Json.child(input.options(), "template").get("template_id")))
                .distinct()
                .toList();
    }

    private void addRest(Map<String, @Nullable Object> described, NodeClass nodeClass) {
        if (outputTooltips) {
            described.put("output_tooltips", nodeClass.outputNames());
        }
        if (modern) {
            described.putIfAbsent("output_tooltips", new ArrayList<>(nodeClass.outputs()));
            described.put("output_matchtypes", matchTypes(nodeClass));
            for (var mark : List.of("deprecated", "experimental", "dev_only", "api_node")) {
                described.put(mark, marks.contains(mark));
            }
            described.put("price_badge", null);
            described.put("essentials_category", essentials);
        } else if (essentials != null) {
            described.put("essentials_category", essentials);
        }
        if (!modern) {
            marks.forEach(mark -> described.put(mark, true));
        }
    }
}
