package dev.comfymesh.executor.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a node offers: its node classes, and its models by folder; sorted, so that equal offers read the same. */
public record Catalogue(SortedSet<String> nodeClasses, SortedMap<String, SortedSet<String>> models) {
    public Catalogue {
        nodeClasses = Collections.unmodifiableSortedSet(nodeClasses);
        models = Collections.unmodifiableSortedMap(models);
    }

    /** Gathers a catalogue from the classes of a node and the options of their inputs. */
    public static final class Builder {
        private final SortedSet<String> nodeClasses = new TreeSet<>();
        private final SortedMap<String, SortedSet<String>> models = new TreeMap<>();

        public void nodeClass(String name) {
            nodeClasses.add(name);
        }

        /** Options of an input; kept when the input names models. */
        public void options(String nodeClass, String input, Collection<String> options) {
            ModelInputs.folder(nodeClass, input)
                    .ifPresent(folder ->
                            models.computeIfAbsent(folder, _ -> new TreeSet<>()).addAll(options));
        }

        public Catalogue build() {
            return new Catalogue(nodeClasses, models);
        }
    }
}
