package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.graph.Graph;
import dev.comfymesh.simulator.domain.graph.Link;
import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.Result;
import dev.comfymesh.simulator.domain.storage.Digest;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Results of nodes by what went into them: class, literals, change token, and the same of all ancestors. Ids do not
 * count, so equal nodes share one result. Between two runs results may be given up when memory is short. Thread-safe.
 */
final class ResultCache {

    /** A result and the id of the node that once gave it. */
    record Entry(Result.Done result, String producer) {}

    private final CacheMode mode;
    private final Map<String, SoftReference<Entry>> entries = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<String, Entry> held = new HashMap<>();

    ResultCache(CacheMode mode) {
        this.mode = mode;
    }

    /** The key of every node of these. */
    static Map<String, String> keys(Graph graph, Catalogue catalogue, Iterable<String> ids) {
        var keys = new LinkedHashMap<String, String>();
        ids.forEach(id -> key(graph, catalogue, id, keys));
        return keys;
    }

    /** Drops what the mode does not keep for the coming prompt, and holds fast what that one can use. */
    synchronized void begin(Map<String, String> keys) {
        if (mode instanceof CacheMode.LastPrompt) {
            entries.keySet().retainAll(keys.values());
        }
        keys.values().forEach(key -> {
            var entry = entries.containsKey(key) ? entries.get(key).get() : null;
            if (entry != null) {
                held.put(key, entry);
            }
        });
    }

    /** The run is over: memory counts for more than its results. */
    synchronized void end() {
        held.clear();
    }

    synchronized Optional<Entry> find(@Nullable String key) {
        return Optional.ofNullable(key == null ? null : held.get(key));
    }

    synchronized void put(@Nullable String key, Entry entry) {
        if (key == null || mode instanceof CacheMode.None) {
            return;
        }
        held.put(key, entry);
        entries.put(key, new SoftReference<>(entry));
        if (mode instanceof CacheMode.Recent(int most) && entries.size() > most) {
            held.remove(entries.keySet().iterator().next());
            entries.remove(entries.keySet().iterator().next());
        }
    }

    synchronized void clear() {
        held.clear();
        entries.clear();
    }

    private static String key(Graph graph, Catalogue catalogue, String id, Map<String, String> keys) {
        var known = keys.get(id);
        if (known != null) {
            return known;
        }
        var inputs = graph.inputs(id);
        var nodeClass = catalogue.installed(String.valueOf(graph.classType(id)));
        var parts =
                new StringBuilder(nodeClass.name()).append(nodeClass.token().of(inputs == null ? Map.of() : inputs));
        for (var input : new TreeMap<>(inputs == null ? Map.<String, @Nullable Object>of() : inputs).entrySet()) {
            var link = Link.of(input.getValue());
            parts.append('|').append(input.getKey()).append('=');
            if (link != null && graph.contains(link.node())) {
                parts.append('<')
                        .append(key(graph, catalogue, link.node(), keys))
                        .append('>')
                        .append(link.slot());
            } else {
                parts.append(Python.repr(input.getValue()));
            }
        }
        var key = Digest.of(parts.toString().getBytes(StandardCharsets.UTF_8));
        keys.put(id, key);
        return key;
    }
}
