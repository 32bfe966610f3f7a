package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Job;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Board board = new Board();

    @Test
    void namesTheEarliestEndOfAPause() {
        board.replaceAll(new Demand(
                List.of(
                        pausing(1, NOW.plusMillis(500)),
                        pausing(2, NOW.plusMillis(250)),
                        pausing(3, NOW.minusMillis(1)),
                        pausing(4, NOW)),
                List.of()));

        assertThat(board.pauseEndsAfter(NOW)).contains(NOW.plusMillis(250));
        assertThat(board.pauseEndsAfter(NOW.plusMillis(500))).isEmpty();
    }

    @Test
    void isReadWhollyOnceAndThenAsNamed() {
        var jobId = new UUID(0, 1);
        board.markStale(List.of(jobId));

        assertThat(board.takeAllStale()).isTrue();
        assertThat(board.takeStale()).isEmpty();
        assertThat(board.takeAllStale()).isFalse();

        board.markStale(List.of(jobId));
        assertThat(board.takeStale()).containsExactly(jobId);
        assertThat(board.takeStale()).isEmpty();
    }

    private static Candidate pausing(int n, Instant notBefore) {
        var job = new Job(
                new UUID(0, n),
                new Tenant("acme", 1, 100),
                "sha256:0",
                Set.of(),
                Priority.NORMAL,
                NOW.plusSeconds(60),
                0,
                0,
                null);
        return new Candidate(job, "c-" + n, n, n, 1, NOW, notBefore, Set.of(), null);
    }
}
