package dev.comfymesh.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    record Order(int count, List<Line> lines) {}

    record Line(String item) {}

    @Test
    void namesTheUnknownField() {
        assertThat(problemOf("{\"count\": 1, \"lines\": [{\"itm\": \"x\"}]}"))
                .isEqualTo(Problem.of(
                        422, "unknown-field", "A field is not known", "Remove 'lines[0].itm', or check its spelling."));
    }

    @Test
    void namesTheFieldOfAWrongType() {
        assertThat(problemOf("{\"count\": {}}").detail()).isEqualTo("Change the type of 'count'.");
    }

    @Test
    void tellsWhereTheJsonBreaks() {
        var problem = problemOf("{\"count\": 1,\n ?}");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).contains("line 2");
    }

    @Test
    void writesExtensionsAsMembers() throws JsonProcessingException {
        var json = new ObjectMapper()
                .readTree(new ObjectMapper()
                        .writeValueAsString(Problem.of(402, "over-cap", "Spent", "Add funds.")
                                .with("leftMicros", 7)));

        assertThat(json.get("leftMicros").asInt()).isEqualTo(7);
        assertThat(json.get("type").asText()).isEqualTo("urn:comfymesh:problem:over-cap");
        assertThat(json.has("extensions")).isFalse();
    }

    private static Problem problemOf(String json) {
        try {
            new ObjectMapper().readValue(json, Order.class);
        } catch (JsonProcessingException broken) {
            return Problems.ofJson(broken);
        }
        throw new AssertionError("this JSON is fine: " + json);
    }
}
