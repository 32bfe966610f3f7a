package dev.comfymesh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.bench.Figure.Bound;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path root;

    @BeforeEach
    void writeThere() {
        System.setProperty("mesh.root", root.toString());
    }

    @AfterEach
    void writeWhereItWas() {
        System.clearProperty("mesh.root");
    }

    @Test
    void writesItsJsonBesideTheMachine() throws Exception {
        var report = new Report("accept");
        report.json().put("accepted_per_s", 640.5);
        report.add("accepted jobs per second", 640.5, "/s", Bound.atLeast(500, 1000));

        var file = report.publish();

        assertThat(file).isEqualTo(root.resolve("bench/results/accept.json"));
        var json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("accepted_per_s").asDouble()).isEqualTo(640.5);
        assertThat(json.get("at").asText()).isNotBlank();
        assertThat(json.get("machine").fieldNames())
                .toIterable()
                .containsExactly("cores", "java", "system", "load_before", "load_after");
    }

    @Test
    void saysInItsTableWhatNoiseDoesToIt() {
        assertThat(new Report("accept").table()).contains("load average", "ratios and CPU time per job");
    }
}
