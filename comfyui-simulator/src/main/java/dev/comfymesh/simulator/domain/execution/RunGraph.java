package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.graph.Graph;
import dev.comfymesh.simulator.domain.graph.Link;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.InputSpec;
import dev.comfymesh.simulator.domain.node.NodeClass;
import dev.comfymesh.simulator.domain.node.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The nodes of one run: those that were submitted, and those that others expanded into; with what each waits for. */
final class RunGraph {

    private record Input(String node, String name) {}

    private final Graph submitted;
    private final Catalogue catalogue;
    private final Map<String, Place> innerPlaces = new HashMap<>();
    private final Map<String, @Nullable Object> innerNodes = new LinkedHashMap<>();
    private final Set<Input> wished = new HashSet<>();
    private final Map<String, List<String>> knownSources = new HashMap<>();

    RunGraph(Graph submitted, Catalogue catalogue) {
        this.submitted = submitted;
        this.catalogue = catalogue;
    }

    Place place(String id) {
        return innerPlaces.getOrDefault(id, Place.visible(id));
    }

    NodeClass classOf(String id) {
        return catalogue.installed(String.valueOf(graphOf(id).classType(id)));
    }

    Map<String, @Nullable Object> inputs(String id) {
        var inputs = graphOf(id).inputs(id);
        return inputs == null ? Map.of() : inputs;
    }

    /** The nodes that must have run before this one; what feeds lazy inputs only when it was wished for. */
    List<String> sources(String id) {
        return knownSources.computeIfAbsent(id, this::findSources);
    }

    private List<String> findSources(String id) {
        var lazy = classOf(id).inputs().stream()
                .filter(InputSpec::lazy)
                .map(InputSpec::name)
                .toList();
        var sources = new LinkedHashSet<String>();
        inputs(id).forEach((name, value) -> {
            var link = Link.of(value);
            if (link != null && exists(link.node()) && (!lazy.contains(name) || wished.contains(new Input(id, name)))) {
                sources.add(link.node());
            }
        });
        return List.copyOf(sources);
    }

    /** Takes in what a node wishes for; gives the nodes that it now waits for. */
    List<String> wish(String id, Set<String> names) {
        knownSources.remove(id);
        return names.stream()
                .filter(name -> wished.add(new Input(id, name)))
                .map(name -> Link.of(inputs(id).get(name)))
                .filter(link -> link != null && exists(link.node()))
                .map(Link::node)
                .toList();
    }

    /** Adds the nodes of an expansion below the node; gives the output that stands for it. */
    Link expand(String id, Result.Expansion expansion) {
        var place = place(id);
        expansion.nodes().forEach((localId, _) -> {
            var inner = place.inner(localId);
            var tree = Json.object(
                    "class_type", Json.child(expansion.nodes(), localId).get("class_type"));
            tree.put("inputs", translated(place, Json.child(Json.child(expansion.nodes(), localId), "inputs")));
            innerPlaces.put(inner.id(), inner);
            innerNodes.put(inner.id(), tree);
        });
        return new Link(
                place.inner(expansion.output().node()).id(), expansion.output().slot());
    }

    private static Map<String, @Nullable Object> translated(Place place, Map<String, @Nullable Object> inputs) {
        var translated = Json.object();
        inputs.forEach((name, value) -> {
            var link = Link.of(value);
            translated.put(
                    name,
                    link == null
                            ? value
                            : Arrays.asList(place.inner(link.node()).id(), link.slot()));
        });
        return translated;
    }

    /** These nodes and all that they wait for, without what lies behind nodes that need nothing any more. */
    Set<String> reach(List<String> from, Predicate<String> needsNothing) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayList<>(from);
        while (!open.isEmpty()) {
            var id = open.removeLast();
            if (reached.add(id) && !needsNothing.test(id)) {
                open.addAll(sources(id));
            }
        }
        return reached;
    }

    private boolean exists(String id) {
        return innerPlaces.containsKey(id) || submitted.contains(id);
    }

    private Graph graphOf(String id) {
        return innerPlaces.containsKey(id) ? new Graph(innerNodes) : submitted;
    }
}
