package dev.comfymesh.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SentTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final Sent sent = new Sent();

    @Test
    void marksNothingWhenNothingWasSent() {
        assertThat(sent.isDue(START)).isFalse();
    }

    @Test
    void waitsForMoreUntilTheFirstWasSentAWhileAgo() {
        sent.add(ids(1), START);
        sent.add(ids(1), START.plus(Sent.A_WHILE).minusMillis(1));

        assertThat(sent.isDue(START.plus(Sent.A_WHILE).minusMillis(1))).isFalse();
        assertThat(sent.isDue(START.plus(Sent.A_WHILE))).isTrue();
    }

    @Test
    void waitsNoLongerOnceTheyAreMany() {
        sent.add(ids(Sent.MANY - 1), START);
        assertThat(sent.isDue(START)).isFalse();

        sent.add(ids(1), START);
        assertThat(sent.isDue(START)).isTrue();
    }

    @Test
    void remembersWhenEachWasSent() {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        sent.add(List.of(first), START);
        sent.add(List.of(second), START.plusMillis(40));

        assertThat(sent.columns().getArrayOfUUIDs(0)).containsExactly(first, second);
        assertThat(sent.columns().getArrayOfOffsetDateTimes(1))
                .extracting(time -> time.toInstant())
                .containsExactly(START, START.plusMillis(40));
    }

    private static List<UUID> ids(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }
}
