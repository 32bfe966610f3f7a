package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.domain.Catalogue;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads what a node offers, one class at a time: all of them together would be a large tree. */
final class CatalogueReading {
    private static final String COMBO = "COMBO";

    private CatalogueReading() {}

    /** Empty when that is not what a ComfyUI says of its node classes. */
    static Optional<Catalogue> catalogue(Buffer objectInfo, SortedMap<String, List<String>> models) {
        var catalogue = new Catalogue.Builder();
        models.forEach(catalogue::models);
        try (var json = LenientJson.parser(objectInfo.getBytes())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                add(catalogue, name, json.readValueAsTree());
            }
            return Optional.of(catalogue.build());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static void add(Catalogue.Builder catalogue, String name, JsonNode about) {
        catalogue.nodeClass(name, about.path("python_module").asText(""));
        for (var group : List.of("required", "optional")) {
            about.path("input")
                    .path(group)
                    .properties()
                    .forEach(input -> add(catalogue, name, group.equals("required"), input));
        }
    }

    private static void add(
            Catalogue.Builder catalogue, String nodeClass, boolean required, Map.Entry<String, JsonNode> input) {
        var type = input.getValue().path(0);
        var options = input.getValue().path(1);
        if (type.isArray()) {
            choice(catalogue, nodeClass, required, input.getKey(), COMBO, type);
        } else if (options.path("options").isArray()) {
            choice(catalogue, nodeClass, required, input.getKey(), type.asText(), options.path("options"));
        } else {
            catalogue.input(nodeClass, input.getKey(), required, type.asText());
        }
    }

    /** A choice is written {@code [[options], {}]} by older node classes and {@code ["COMBO", {"options": []}]} by newer ones. */
    private static void choice(
            Catalogue.Builder catalogue,
            String nodeClass,
            boolean required,
            String name,
            String type,
            JsonNode options) {
        var texts = texts(options);
        if (texts.size() == options.size()) {
            catalogue.choice(nodeClass, name, required, type, texts);
        } else {
            catalogue.input(nodeClass, name, required, type);
        }
    }

    static List<String> texts(JsonNode values) {
        var texts = new ArrayList<String>();
        values.forEach(value -> {
            if (value.isValueNode()) {
                texts.add(value.asText());
            }
        });
        return texts;
    }
}
