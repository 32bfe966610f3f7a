package dev.comfymesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever was once on the wire stays readable: samples are added, and never edited. */
class GoldenSampleTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    record Sample(Published fact, Path file) {
        String text() {
            return Published.text(file);
        }

        @Override
        public String toString() {
            return fact + "/" + file.getFileName();
        }
    }

    static Stream<Published> published() {
        return Published.all();
    }

    static Stream<Sample> samples() {
        return published().flatMap(fact -> fact.samples().stream().map(file -> new Sample(fact, file)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void existForEveryRecord(Published fact) {
        assertThat(fact.samples()).isNotEmpty();
    }

    @Test
    void existForNothingElse() {
        assertThat(Published.filesIn("samples"))
                .containsExactlyInAnyOrderElementsOf(
                        published().map(fact -> fact.name() + ".v1").toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areReadAndWrittenWithoutLoss(Sample sample) {
        var read = WireJson.read(
                sample.text().getBytes(StandardCharsets.UTF_8), sample.fact().type());
        var written = Published.parse(new String(WireJson.write(read), StandardCharsets.UTF_8));

        assertContains(written, Published.parse(sample.text()), sample.toString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areValid(Sample sample) {
        assertThat(errors(sample, sample.text())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areStillValidWhenWrittenByUs(Sample sample) {
        var read = WireJson.read(
                sample.text().getBytes(StandardCharsets.UTF_8), sample.fact().type());

        assertThat(errors(sample, new String(WireJson.write(read), StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areRefusedWithoutAnyOneRequiredField(Sample sample) {
        for (var required : sample.fact().schema().path("required")) {
            var broken = Published.parse(sample.text()).deepCopy();
            ((ObjectNode) broken).remove(required.asText());

            assertThat(errors(sample, broken.toString())).as(required.asText()).isNotEmpty();
            assertThat(catchThrowable(() -> WireJson.read(
                            broken.toString().getBytes(StandardCharsets.UTF_8),
                            sample.fact().type())))
                    .as(required.asText())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(required.asText());
        }
    }

    private static List<String> errors(Sample sample, String json) {
        return SCHEMAS
                .getSchema(sample.fact().schemaText())
                .validate(
                        json,
                        InputFormat.JSON,
                        execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** Whatever is in {@code part} is in {@code whole}, with the same value; {@code whole} may have more fields. */
    private static void assertContains(JsonNode whole, JsonNode part, String path) {
        if (part.isObject()) {
            part.properties()
                    .forEach(field ->
                            assertContains(whole.path(field.getKey()), field.getValue(), path + "." + field.getKey()));
        } else if (part.isArray()) {
            assertThat(whole.size()).as(path).isEqualTo(part.size());
            for (var index = 0; index < part.size(); index++) {
                assertContains(whole.path(index), part.path(index), path + "[" + index + "]");
            }
        } else {
            assertThat(whole).as(path).isEqualTo(part);
        }
    }
}
