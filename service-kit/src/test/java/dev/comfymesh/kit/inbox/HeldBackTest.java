package dev.comfymesh.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeldBackTest {
    private final HeldBack held = new HeldBack();
    private final List<String> ended = new ArrayList<>();

    @Test
    void givesOneTurnAtATimeInTheOrderOfAsking() {
        var first = new CompletableFuture<String>();
        var second = new CompletableFuture<String>();

        turn(first);
        turn(second);
        second.complete("second");
        assertThat(ended).isEmpty();

        first.complete("first");
        assertThat(ended).containsExactly("first", "second");
    }

    @Test
    void goesOnAfterATurnThatFailed() {
        var first = new CompletableFuture<String>();
        var second = CompletableFuture.completedFuture("second");

        turn(first);
        turn(second);
        first.completeExceptionally(new IllegalStateException("broken"));

        assertThat(ended).containsExactly("failed", "second");
    }

    @Test
    void keepsWhatItHoldsInOrderUntilItWasApplied() {
        held.add(records(2));
        held.add(records(1));

        assertThat(held.all()).extracting(ConsumerRecord::offset).containsExactly(0L, 1L, 0L);
        assertThat(held.isEmpty()).isFalse();

        held.clear();
        assertThat(held.isEmpty()).isTrue();
        assertThat(held.all()).isEmpty();
    }

    @Test
    void knowsWhereWhatItHoldsCameFrom() {
        held.add(records(1));

        assertThat(held.hasNoneOf(List.of(new TopicPartition("topic", 0)))).isFalse();
        assertThat(held.hasNoneOf(List.of(new TopicPartition("topic", 1), new TopicPartition("other", 0))))
                .isTrue();

        held.clear();
        assertThat(held.hasNoneOf(List.of(new TopicPartition("topic", 0)))).isTrue();
    }

    @Test
    void isFullOfManyRecords() {
        held.add(records(HeldBack.MOST_RECORDS - 1));
        assertThat(held.isFull()).isFalse();

        held.add(records(1));
        assertThat(held.isFull()).isTrue();
    }

    @Test
    void isFullOfAFewLargeOnes() {
        held.add(List.of(record(0, new byte[HeldBack.MOST_BYTES])));

        assertThat(held.isFull()).isTrue();
    }

    private void turn(CompletableFuture<String> work) {
        held.inTurn(() -> Uni.createFrom()
                        .completionStage(work)
                        .onItemOrFailure()
                        .invoke((what, failure) -> ended.add(failure == null ? what : "failed")))
                .subscribe()
                .with(_ -> {}, _ -> {});
    }

    private static List<ConsumerRecord<String, byte[]>> records(int count) {
        return Stream.iterate(0, offset -> offset + 1)
                .limit(count)
                .map(offset -> record(offset, new byte[0]))
                .toList();
    }

    private static ConsumerRecord<String, byte[]> record(long offset, byte[] value) {
        return new ConsumerRecord<>("topic", 0, offset, "key", value);
    }
}
