package dev.comfymesh.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureCategory;
import dev.comfymesh.contracts.GraphFault;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TroubleTest {
    @Test
    void letsThatLeadWhichTheClientCanDoMostAbout() {
        var graph = trouble("graph", FailureCategory.CALLER);
        var memory = trouble("memory", FailureCategory.PROVIDER);
        var deadline = trouble("deadline", FailureCategory.CAPACITY);

        assertThat(Trouble.leading(null, deadline)).isEqualTo(deadline);
        assertThat(Trouble.leading(deadline, memory)).isEqualTo(memory);
        assertThat(Trouble.leading(memory, deadline)).isEqualTo(memory);
        assertThat(Trouble.leading(memory, graph)).isEqualTo(graph);
        assertThat(Trouble.leading(graph, trouble("other", FailureCategory.CALLER)))
                .isEqualTo(graph);
    }

    @Test
    void namesTwentyNodesAtMost() {
        var faults = IntStream.range(0, 50)
                .mapToObj(n -> new GraphFault("" + n, "Node", "KSampler", null, "code", "detail"))
                .toList();

        var cause = new Trouble(new Cause("GRAPH_INVALID", "No.", faults), FailureCategory.CALLER).cause();

        assertThat(cause.faults()).isEqualTo(faults.subList(0, 20));
    }

    private static Trouble trouble(String code, FailureCategory category) {
        return new Trouble(new Cause(code, "A sentence."), category);
    }
}
