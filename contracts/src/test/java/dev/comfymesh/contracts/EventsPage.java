package dev.comfymesh.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Prints {@code docs/events.md} from topics, schemas and samples; the same files always give the same page. */
final class EventsPage {
    private static final String INTRODUCTION = """
            # Events

            Everything that the services tell each other, and whoever else reads the topics. This page is generated from the
            JSON Schemas and golden samples in `contracts/src/main/resources/dev/comfymesh/contracts`, which are the contract.

            - Money is in millionths of a US dollar (`...Micros`), an instant is ISO 8601 in UTC, a digest is lower-case hex.
            - Only optional fields are ever added, so ignore what you do not know. Anything else becomes a new version of the
              type beside the old one.
            - Delivery is at least once. The natural key of a fact tells whether it was applied already.
            """;

    private static final String ENVELOPE = """
            ## Envelope

            CloudEvents 1.0 in Kafka's binary mode: the value of a record is the JSON of one fact, the envelope is in headers.

            | header | content |
            |---|---|
            | `ce_specversion` | `1.0` |
            | `ce_id` | identifies the record; the same when it is sent again |
            | `ce_type` | `dev.comfymesh.<Fact>.v1` |
            | `ce_source` | the service that states it, such as `ingest-service` |
            | `ce_subject` | the key of the record: the job id, or the target id on the topics about targets |
            | `ce_tenantid` | the tenant whose job it is; absent where there is none |
            | `ce_sequence` | counts the facts of one subject and one source, without a gap |
            | `content-type` | `application/json` |
            | `traceparent` | the W3C trace context in which the fact was stated |
            """;

    private EventsPage() {}

    static String print() {
        var sections = new ArrayList<>(List.of(INTRODUCTION, topics(), ENVELOPE));
        for (var topic : Topic.ALL) {
            var facts = Published.all()
                    .filter(fact -> fact.schema().path("x-topic").asText().equals(topic.name()))
                    .toList();
            if (!facts.isEmpty()) {
                sections.add("## Records of `" + topic.name() + "`\n");
                facts.forEach(fact -> sections.add(section(fact)));
            }
        }
        return String.join("\n", sections);
    }

    private static String topics() {
        return Topic.ALL.stream()
                .map(topic -> "| `%s` | %d | %s |\n"
                        .formatted(
                                topic.name(),
                                topic.partitions(),
                                topic.compacted() ? "the latest of each key" : kept(topic.retention())))
                .collect(Collectors.joining("", """
                        ## Topics

                        | topic | partitions | kept |
                        |---|---|---|
                        """, ""));
    }

    private static String kept(Duration retention) {
        return retention.toDays() > 0 ? retention.toDays() + " d" : retention.toHours() + " h";
    }

    private static String section(Published fact) {
        var schema = fact.schema();
        return """
                ### %s

                %s

                | type | stated by | record key | natural key | acted on by |
                |---|---|---|---|---|
                | `%s` | %s | %s | %s | %s |

                | field | type | meaning |
                |---|---|---|
                %s
                ```json
                %s```
                """.formatted(
                        fact.name(),
                        description(schema),
                        WireJson.typeOf(fact.type()),
                        schema.path("x-statedBy").asText(),
                        schema.path("x-recordKey").asText(),
                        schema.path("x-naturalKey").asText(),
                        String.join(", ", texts(schema.path("x-actedOnBy"))),
                        rows("", schema),
                        Published.text(fact.samples().getFirst()));
    }

    private static String rows(String prefix, JsonNode object) {
        var rows = new StringBuilder();
        for (var field : object.path("properties").properties()) {
            var name = prefix + field.getKey();
            var schema = field.getValue();
            rows.append("| `%s` | %s | %s |\n".formatted(name, shape(schema), description(schema)));
            rows.append(rows(name + ".", schema));
            rows.append(rows(name + "[].", schema.path("items")));
        }
        return rows.toString();
    }

    private static String description(JsonNode schema) {
        return schema.path("description").asText().replace("<", "&lt;");
    }

    private static String shape(JsonNode schema) {
        var type = schema.path("type");
        var shape = new StringJoiner(", ");
        shape.add(type.isArray() ? type.path(0).asText() + " or null, optional" : type.asText());
        if (schema.has("items")) {
            shape.add("of " + shape(schema.path("items")));
        }
        if (schema.has("format")) {
            shape.add(schema.path("format").asText());
        }
        if (schema.has("enum")) {
            shape.add("one of `" + String.join("` `", texts(schema.path("enum"))) + "`");
        }
        if (schema.has("minimum")) {
            shape.add(
                    schema.has("maximum")
                            ? schema.path("minimum").asText() + " to "
                                    + schema.path("maximum").asText()
                            : "at least " + schema.path("minimum").asText());
        }
        return shape.toString().replace("array, of", "array of");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(node -> !node.isNull())
                .map(JsonNode::asText)
                .toList();
    }
}
