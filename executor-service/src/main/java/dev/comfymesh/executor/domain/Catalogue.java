package dev.comfymesh.executor.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a node offers: its node classes with their inputs, its models by folder, and the packs that its classes come from; all
 * sorted, so that equal offers read the same. Names of files that are no models are no part of it: they come and go with every
 * upload, and are their owners' business.
 */
public record Catalogue(
        SortedSet<String> nodeClasses,
        SortedMap<String, SortedSet<String>> models,
        SortedMap<String, SortedMap<String, Input>> inputs,
        SortedMap<String, SortedSet<String>> packs) {
    private static final int MOST_CHOICES = 64;

    /** {@code choices} are all that the input allows; null when it is no choice, one among files, or one among too many. */
    public record Input(
            boolean required, String type, @Nullable List<String> choices) {}

    public Catalogue {
        nodeClasses = Collections.unmodifiableSortedSet(nodeClasses);
        models = Collections.unmodifiableSortedMap(models);
        inputs = Collections.unmodifiableSortedMap(inputs);
        packs = Collections.unmodifiableSortedMap(packs);
    }

    /** Gathers a catalogue. */
    public static final class Builder {
        private final SortedSet<String> nodeClasses = new TreeSet<>();
        private final SortedMap<String, SortedSet<String>> models = new TreeMap<>();
        private final SortedMap<String, SortedMap<String, Input>> inputs = new TreeMap<>();
        private final SortedMap<String, SortedSet<String>> packs = new TreeMap<>();

        /** An empty pack is one that the node does not name. */
        public void nodeClass(String name, String pack) {
            nodeClasses.add(name);
            inputs.computeIfAbsent(name, _ -> new TreeMap<>());
            if (!pack.isEmpty()) {
                packs.computeIfAbsent(pack, _ -> new TreeSet<>()).add(name);
            }
        }

        /** The models of a folder, or some of them. */
        public void models(String folder, Collection<String> files) {
            models.computeIfAbsent(folder, _ -> new TreeSet<>()).addAll(files);
        }

        /** An input that takes any value of its type. */
        public void input(String nodeClass, String name, boolean required, String type) {
            add(nodeClass, name, new Input(required, type, null));
        }

        /** An input that takes one of these values; where they are models, the node has those. */
        public void choice(String nodeClass, String name, boolean required, String type, List<String> options) {
            var folder = ModelInputs.folder(nodeClass, name);
            folder.ifPresent(known -> models(known, options));
            var kept = folder.isEmpty()
                    && !options.isEmpty()
                    && options.size() <= MOST_CHOICES
                    && options.stream().noneMatch(ModelInputs::looksLikeFile);
            add(nodeClass, name, new Input(required, type, kept ? List.copyOf(options) : null));
        }

        private void add(String nodeClass, String name, Input input) {
            inputs.computeIfAbsent(nodeClass, _ -> new TreeMap<>()).put(name, input);
        }

        public Catalogue build() {
            return new Catalogue(nodeClasses, models, inputs, packs);
        }
    }
}
