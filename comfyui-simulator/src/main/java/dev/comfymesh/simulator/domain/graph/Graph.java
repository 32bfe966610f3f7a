package dev.comfymesh.simulator.domain.graph;

import dev.comfymesh.simulator.domain.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An API-format graph; a view of the submitted tree, whose literals validation coerces in place. */
public record Graph(Map<String, @Nullable Object> tree) {

    public Set<String> ids() {
        return tree.keySet();
    }

    public boolean contains(String id) {
        return tree.containsKey(id);
    }

    /** The node's class; null when it names none. */
    public @Nullable String classType(String id) {
        return Json.child(tree, id).get("class_type") instanceof String name ? name : null;
    }

    /** The node's inputs; null when it has no such key. */
    public @Nullable Map<String, @Nullable Object> inputs(String id) {
        return Json.asObject(Json.child(tree, id).get("inputs"));
    }

    /** The distinct nodes that feed this one, in the order of its inputs. */
    public List<String> sources(String id) {
        var sources = new LinkedHashSet<String>();
        var inputs = inputs(id);
        if (inputs != null) {
            for (var value : inputs.values()) {
                var link = Link.of(value);
                if (link != null && contains(link.node())) {
                    sources.add(link.node());
                }
            }
        }
        return List.copyOf(sources);
    }

    /** These nodes and all that they need. */
    public Set<String> closure(List<String> outputs) {
        var needed = new LinkedHashSet<String>();
        var open = new ArrayList<>(outputs);
        while (!open.isEmpty()) {
            var id = open.removeLast();
            if (needed.add(id)) {
                open.addAll(sources(id));
            }
        }
        return needed;
    }

    /** Every seed in the graph, found by input name. */
    public List<Object> seeds() {
        var seeds = new ArrayList<Object>();
        for (var id : ids()) {
            var inputs = inputs(id);
            if (inputs == null) {
                continue;
            }
            for (var name : List.of("seed", "noise_seed")) {
                if (inputs.get(name) instanceof Number seed) {
                    seeds.add(seed);
                }
            }
        }
        return seeds;
    }
}
