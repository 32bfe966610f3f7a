package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.domain.NodeEvent.NodeProgress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private static final RunProgress FOUR_NODES =
            RunProgress.of(new Graph(Map.of("1", Map.of(), "2", Map.of(), "3", Map.of(), "4", Map.of())));

    @Test
    void countsStepsWithinANode() {
        var progress = FOUR_NODES.with(List.of(new NodeProgress("1", 1, 1, true), new NodeProgress("2", 5, 20, false)));

        assertThat(progress.fraction()).isEqualTo(1.25 / 4);
        assertThat(progress.current()).contains(new NodeProgress("2", 5, 20, false));
    }

    @Test
    void countsWhatTheCacheHadAsDone() {
        assertThat(FOUR_NODES.withCached(3).fraction()).isEqualTo(0.75);
    }

    @Test
    void neverGoesBeyondOne() {
        var expanded = new NodeProgress("1.0.0", 1, 1, true);

        assertThat(FOUR_NODES
                        .with(List.of(expanded, expanded, expanded, expanded, expanded, expanded))
                        .fraction())
                .isEqualTo(1);
    }
}
