package dev.comfymesh.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One record of the wire as outsiders see it: its schema and its golden samples, read from the committed files. */
record Published(Class<?> type) {
    private static final Path RESOURCES = Path.of("src/main/resources/dev/comfymesh/contracts");
    static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Published> all() {
        return WireJson.types().stream().map(Published::new);
    }

    String name() {
        return type.getSimpleName();
    }

    String schemaText() {
        return text(RESOURCES.resolve("schemas").resolve(name() + ".v1.json"));
    }

    JsonNode schema() {
        return parse(schemaText());
    }

    /** The committed samples by name of file. */
    List<Path> samples() {
        try (var files = Files.list(RESOURCES.resolve("samples").resolve(name() + ".v1"))) {
            return files.sorted().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static Stream<String> filesIn(String folder) {
        try (var files = Files.list(RESOURCES.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The name of a record's component in JSON. */
    static String nameOf(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    /** The values of an enum in JSON. */
    static List<String> valuesOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> JSON.valueToTree(value).asText())
                .toList();
    }

    @Override
    public String toString() {
        return name();
    }
}
