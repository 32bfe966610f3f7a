package dev.comfymesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every record and its schema together, nested records too. */
class SchemaTest {

    static Stream<Published> published() {
        return Published.all();
    }

    @Test
    void thereIsOneForEveryRecordAndNoOther() {
        assertThat(Published.filesIn("schemas"))
                .containsExactlyInAnyOrderElementsOf(
                        published().map(fact -> fact.name() + ".v1.json").toList());
    }

    @ParameterizedTest
    @MethodSource("published")
    void saysWhatTheRecordIs(Published fact) {
        var schema = fact.schema();

        assertThat(schema.path("title").asText()).isEqualTo(fact.name());
        assertThat(schema.path("$id").asText()).isEqualTo("urn:comfymesh:schema:" + fact.name() + ":v1");
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(Topic.ALL.stream().map(Topic::name))
                .contains(schema.path("x-topic").asText());
        assertThat(schema.path("x-statedBy").asText()).isIn("ingest", "router", "executor", "scoring");
        assertThat(schema.path("x-naturalKey").asText()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("published")
    void hasTheComponentsOfItsRecordAndNoOthers(Published fact) {
        checkRecord(fact.type(), fact.schema(), fact.name());
    }

    private static void checkRecord(Class<?> type, JsonNode schema, String path) {
        var components = Arrays.asList(type.getRecordComponents());

        assertThat(jsonType(schema)).as(path).isEqualTo("object");
        assertThat(schema.path("properties").fieldNames())
                .toIterable()
                .as(path)
                .containsExactlyElementsOf(
                        components.stream().map(Published::nameOf).toList());
        assertThat(texts(schema.path("required")))
                .as("%s, required", path)
                .containsExactlyElementsOf(components.stream()
                        .filter(RequiredComponents::isRequired)
                        .map(Published::nameOf)
                        .toList());
        for (var component : components) {
            var name = Published.nameOf(component);
            checkComponent(component, schema.path("properties").path(name), path + "." + name);
        }
    }

    private static void checkComponent(RecordComponent component, JsonNode schema, String path) {
        var types = schema.path("type");
        assertThat(types.isArray() && texts(types).contains("null"))
                .as("%s, null allowed", path)
                .isEqualTo(!RequiredComponents.isRequired(component));
        check(component.getGenericType(), schema, path);
    }

    private static void check(Type type, JsonNode schema, String path) {
        assertThat(schema.path("description").asText())
                .as("%s, description", path)
                .endsWith(".");
        if (type instanceof ParameterizedType list) {
            assertThat(list.getRawType()).as(path).isEqualTo(List.class);
            assertThat(jsonType(schema)).as(path).isEqualTo("array");
            check(list.getActualTypeArguments()[0], schema.path("items"), path + "[]");
            return;
        }
        var simple = (Class<?>) type;
        if (simple.isRecord()) {
            checkRecord(simple, schema, path);
            return;
        }
        checkScalar(simple, schema, path);
    }

    private static void checkScalar(Class<?> type, JsonNode schema, String path) {
        assertThat(jsonType(schema)).as(path).isEqualTo(jsonType(type));
        if (type.isEnum()) {
            assertThat(texts(schema.path("enum"))).as(path).containsExactlyElementsOf(Published.valuesOf(type));
        }
        if (jsonType(type).equals("integer")) {
            assertThat(schema.path("minimum").isIntegralNumber())
                    .as("%s, minimum", path)
                    .isTrue();
        }
        if (type == UUID.class) {
            assertThat(schema.path("format").asText()).as(path).isEqualTo("uuid");
        }
        if (type == Instant.class) {
            assertThat(schema.path("format").asText()).as(path).isEqualTo("date-time");
        }
    }

    private static String jsonType(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }

    private static String jsonType(Class<?> type) {
        if (type == int.class || type == long.class || type == Long.class) {
            return "integer";
        }
        if (type == double.class) {
            return "number";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        return type == ObjectNode.class ? "object" : "string";
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(node -> !node.isNull())
                .map(JsonNode::asText)
                .toList();
    }
}
