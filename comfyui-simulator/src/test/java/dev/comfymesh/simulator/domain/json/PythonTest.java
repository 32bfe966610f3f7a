package dev.comfymesh.simulator.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PythonTest {

    @Test
    void spacesJsonAsPythonDoes() {
        var value = Json.object("a", List.of(1, 2.5), "b", null, "c", true);

        assertThat(Python.json(value)).isEqualTo("{\"a\": [1, 2.5], \"b\": null, \"c\": true}");
    }

    @Test
    void escapesWhateverIsNotAscii() {
        assertThat(Python.json("ü\u2028\n\"")).isEqualTo("\"\\u00fc\\u2028\\n\\\"\"");
    }

    @Test
    void writesTheBareWordsThatAreNotJson() {
        assertThat(Python.json(List.of(Double.NaN, Double.NEGATIVE_INFINITY))).isEqualTo("[NaN, -Infinity]");
    }

    @Test
    void writesLiteralsAsPythonDoes() {
        var value = Json.object("it's", Arrays.asList("a", null, false, 1.0));

        assertThat(Python.repr(value)).isEqualTo("{\"it's\": ['a', None, False, 1.0]}");
    }
}
