package dev.comfymesh.bench.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyTest {
    private final Map<Double, List<Study.Line>> results =
            Study.ofAll(new FittedTraffic(), 150, 2).run(List.of(0.5));

    @Test
    void comesToTheSameAgain() {
        assertThat(Study.ofAll(new FittedTraffic(), 150, 2).run(List.of(0.5))).isEqualTo(results);
    }

    @Test
    void findsNobodyBelowTheBound() {
        assertThat(results.getOrDefault(0.5, List.of())).isNotEmpty().allMatch(line -> line.mean(Metric.REGRET) >= 0);
    }

    @Test
    void showsEachStrategyInTableAndPlot() {
        assertThat(Table.of(results)).contains("mesh", "least-queue", "single-provider", "clairvoyant");
        assertThat(Plot.of(results)).startsWith("<svg").contains(">mesh<").endsWith("</svg>\n");
    }
}
