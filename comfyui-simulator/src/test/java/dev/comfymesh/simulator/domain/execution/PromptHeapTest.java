package dev.comfymesh.simulator.domain.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.graph.Graph;
import dev.comfymesh.simulator.domain.json.PythonError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptHeapTest {

    private final PromptHeap heap = new PromptHeap();

    @Test
    void runsLowNumbersFirstAndThenByIdText() {
        push(3, "a");
        push(1, "z");
        push(1, "b");
        push(-2, "m");

        assertThat(List.of(
                        heap.pop().id(),
                        heap.pop().id(),
                        heap.pop().id(),
                        heap.pop().id()))
                .containsExactly("m", "b", "z", "a");
    }

    @Test
    void laysTheArrayOutAsPythonDoes() {
        for (int number : new int[] {5, 2, 8, 1, 9, 3}) {
            push(number, "p" + number);
        }
        assertThat(numbers()).containsExactly(1, 2, 3, 5, 9, 8);

        heap.pop();

        assertThat(numbers()).containsExactly(2, 5, 3, 8, 9);
    }

    @Test
    void removesOnlyTheFirstOfEqualIds() {
        push(1, "a");
        push(2, "b");
        push(3, "b");

        assertThat(heap.remove("b").orElseThrow().number()).isEqualTo(2);
        assertThat(numbers()).containsExactly(1, 3);
        assertThat(heap.remove("absent")).isEmpty();
    }

    @Test
    void failsOnEqualNumberAndIdAndKeepsBoth() {
        push(1, "a");

        assertThatThrownBy(() -> push(1, "a")).isInstanceOf(PythonError.class);

        assertThat(heap.size()).isEqualTo(2);
    }

    private void push(int number, String id) {
        heap.push(new Prompt(number, id, new Graph(Map.of()), Map.of(), List.of(), new Fault.None()));
    }

    private List<Number> numbers() {
        return heap.array().stream().map(Prompt::number).toList();
    }
}
