package dev.comfymesh.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FreshTest {
    private final Fresh fresh = new Fresh();

    @Test
    void givesWhatWasCommittedOnceInItsOrder() {
        fresh.add(List.of(event("a", 1)));
        fresh.add(List.of(event("b", 1), event("a", 2)));

        assertThat(fresh.take().orElseThrow()).extracting(Stored::subject).containsExactly("a", "b", "a");
        assertThat(fresh.take()).contains(List.of());
    }

    @Test
    void sendsTheFirstOfASubjectAndWhatFollowsOnIt() {
        var events = List.of(event("a", 1), event("a", 2), event("b", 1));

        assertThat(fresh.next(events)).contains(events);
    }

    @Test
    void sendsWhatFollowsTheLastThatWasSent() {
        fresh.sent(List.of(event("a", 1), event("a", 2)));
        var third = List.of(event("a", 3));

        assertThat(fresh.next(third)).contains(third);
    }

    @Test
    void asksTheTableWhereItDoesNotKnowTheEventBefore() {
        fresh.sent(List.of(event("a", 1)));

        assertThat(fresh.next(List.of(event("a", 3)))).isEmpty();
        assertThat(fresh.next(List.of(event("b", 2)))).isEmpty();
    }

    @Test
    void sendsNothingTwiceThatWasReadFromTheTableMeanwhile() {
        var second = event("a", 2);
        fresh.sent(List.of(event("a", 1)));

        assertThat(fresh.next(List.of(event("a", 1), second))).contains(List.of(second));
    }

    @Test
    void leavesToTheTableWhatIsTooMuch() {
        fresh.add(LongStream.rangeClosed(1, Fresh.MOST_EVENTS + 1)
                .mapToObj(n -> event("a", n))
                .toList());

        assertThat(fresh.take()).isEmpty();
        assertThat(fresh.take()).contains(List.of());
    }

    private static Stored event(String subject, long sequence) {
        return new Stored(UUID.randomUUID(), subject, sequence, "topic", "test", null, new byte[10], null, true);
    }
}
