package dev.comfymesh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {
    private static final TopicPartition USED = new TopicPartition("jobs", 0);
    private static final TopicPartition EMPTY = new TopicPartition("jobs", 1);
    private static final Map<TopicPartition, Long> ENDS = Map.of(USED, 7L, EMPTY, 0L);

    @Test
    void hasReachedTheEndWhenAllIsCommitted() {
        assertThat(ConsumerLag.hasReached(Map.of(USED, new OffsetAndMetadata(7)), ENDS))
                .isTrue();
    }

    @Test
    void isBehindByOneRecordOrAllOfThem() {
        assertThat(ConsumerLag.hasReached(Map.of(USED, new OffsetAndMetadata(6)), ENDS))
                .isFalse();
        assertThat(ConsumerLag.hasReached(Map.of(), ENDS)).isFalse();
    }
}
