package dev.comfymesh.executor.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a graph name the files of its job as they are called on a node; what it names besides is left as it is. */
public record ModelBinding(List<ModelFile> files) {
    private static final Map<String, String> OLD_NAMES =
            Map.of("unet", "diffusion_models", "clip", "text_encoders", "t2i_adapter", "controlnet");

    public ModelBinding {
        files = List.copyOf(files);
    }

    public Graph bind(Graph graph) {
        if (files.isEmpty()) {
            return graph;
        }
        var bound = new LinkedHashMap<String, Object>();
        graph.nodes().forEach((id, node) -> bound.put(id, node instanceof Map<?, ?> map ? node(map) : node));
        return new Graph(bound);
    }

    private Map<Object, Object> node(Map<?, ?> node) {
        var copy = new LinkedHashMap<Object, Object>(node);
        var nodeClass = String.valueOf(node.get("class_type"));
        copy.computeIfPresent(
                "inputs", (_, inputs) -> inputs instanceof Map<?, ?> map ? inputs(nodeClass, map) : inputs);
        return copy;
    }

    private Map<Object, Object> inputs(String nodeClass, Map<?, ?> inputs) {
        var copy = new LinkedHashMap<Object, Object>(inputs);
        copy.replaceAll((input, value) -> value instanceof String name
                ? file(nodeClass, String.valueOf(input), name)
                        .map(ModelFile::placedName)
                        .orElse(name)
                : value);
        return copy;
    }

    private Optional<ModelFile> file(String nodeClass, String input, String name) {
        var folder = ModelInputs.folder(nodeClass, input);
        return files.stream()
                .filter(file -> file.name().equals(name))
                .filter(file -> folder.isEmpty() || folder.get().equals(today(file.folder())))
                .findFirst();
    }

    /** Some folders had other names once, and nodes still read those. */
    private static String today(String folder) {
        return OLD_NAMES.getOrDefault(folder, folder);
    }
}
