package dev.comfymesh.ingest.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.testkit.Graphs;
import dev.comfymesh.testkit.SampleJob;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AcceptQueueTest {
    private final AcceptQueue queue = new AcceptQueue();

    @Test
    void handsOutInOrderWhatFitsIntoOneTransaction() {
        var accepts = Stream.generate(() -> accept(100)).limit(100).toList();
        accepts.forEach(queue::offer);

        assertThat(queue.next()).isEqualTo(accepts.subList(0, 64));
        assertThat(queue.next()).isEqualTo(accepts.subList(64, 100));
        assertThat(queue.next()).isEmpty();
    }

    @Test
    void handsOutFewerOfLargeGraphs() {
        var accepts = Stream.generate(() -> accept(500_000)).limit(10).toList();
        accepts.forEach(queue::offer);

        assertThat(queue.next()).hasSizeBetween(1, 5);
    }

    @Test
    void refusesWhatWouldTakeTooMuchMemoryUntilThereIsRoom() {
        var large = accept(500_000);
        var taken = Stream.generate(() -> queue.offer(large))
                .takeWhile(offered -> offered)
                .limit(1_000)
                .count();
        assertThat(taken).isBetween(20L, 40L);

        queue.next();

        assertThat(queue.offer(large)).isTrue();
    }

    @Test
    void takesAboutAThousandSmallOnes() {
        var small = accept(100);

        assertThat(Stream.generate(() -> queue.offer(small))
                        .takeWhile(offered -> offered)
                        .limit(10_000)
                        .count())
                .isBetween(500L, 1_024L);
    }

    @Test
    void isEmptyAgainOnceAllIsTaken() {
        queue.offer(accept(100));
        assertThat(List.of(queue.isEmpty(), queue.size())).isEqualTo(List.of(false, 1));

        queue.next();

        assertThat(List.of(queue.isEmpty(), queue.size())).isEqualTo(List.of(true, 0));
    }

    private static PendingAccept accept(int graphBytes) {
        var graph = Graphs.textToImage();
        graph.putObject("padding").put("text", "x".repeat(graphBytes));
        return PendingAccept.of(SampleJob.aJob().graph(graph).accepted(), Map.of(), null);
    }
}
