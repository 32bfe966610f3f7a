package dev.comfymesh.local.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The objects of a kustomize directory: as kubectl renders them, or, where there is no kubectl, as the files that the
 * directory names say, with its ConfigMaps under the names that they are referred to by.
 */
record Manifests(List<JsonNode> objects, boolean rendered) {
    private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());

    /** As kubectl renders them; fails with what it says when it refuses. Empty without kubectl. */
    static Optional<Manifests> rendered(Path directory) throws IOException, InterruptedException {
        var kubectl = Stream.of(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
        if (kubectl.isEmpty()) {
            return Optional.empty();
        }
        var process = new ProcessBuilder(kubectl.get().toString(), "kustomize", directory.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(output);
        }
        return Optional.of(new Manifests(documents(output), true));
    }

    static Manifests written(Path directory) throws IOException {
        var kustomization =
                YAML.readTree(directory.resolve("kustomization.yaml").toFile());
        var objects = new ArrayList<JsonNode>();
        for (var file : kustomization.path("resources")) {
            objects.addAll(documents(Files.readString(directory.resolve(file.asText()))));
        }
        for (var generator : kustomization.path("configMapGenerator")) {
            objects.add(configMap(generator));
        }
        return new Manifests(List.copyOf(objects), false);
    }

    List<JsonNode> ofKind(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    Optional<JsonNode> find(String kind, String name) {
        return ofKind(kind).stream()
                .filter(object -> nameOf(object).equals(name))
                .findFirst();
    }

    static String nameOf(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<JsonNode> documents(String yaml) throws IOException {
        return YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll();
    }

    private static JsonNode configMap(JsonNode generator) {
        var map = JsonNodeFactory.instance.objectNode().put("kind", "ConfigMap");
        map.putObject("metadata").put("name", generator.path("name").asText());
        var values = map.putObject("data");
        each(generator.path("literals"))
                .map(literal -> literal.asText().split("=", 2))
                .forEach(pair -> values.put(pair[0], pair[1]));
        return map;
    }
}
