package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.app.BoardChange.Arrived;
import dev.comfymesh.router.app.BoardChange.Ended;
import dev.comfymesh.router.app.BoardChange.Reread;
import dev.comfymesh.router.app.BoardChange.Started;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.GraphNode;
import dev.comfymesh.router.domain.Job;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Needs;
import dev.comfymesh.router.domain.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID JOB = new UUID(0, 1);

    private final ServedTenants tenants = new ServedTenants(Duration.ofMinutes(30));
    private final Board board = new Board(tenants);

    @Test
    void namesTheEarliestEndOfAPause() {
        var waiting = List.of(
                waiting(1, NOW.plusMillis(500)),
                waiting(2, NOW.plusMillis(250)),
                waiting(3, NOW.minusMillis(1)),
                waiting(4, NOW));

        assertThat(Board.pauseEndsAfter(waiting, NOW)).contains(NOW.plusMillis(250));
        assertThat(Board.pauseEndsAfter(waiting, NOW.plusMillis(500))).isEmpty();
    }

    @Test
    void isReadWhollyOnceAndThenAsNamed() {
        board.tell(List.of(new Reread(JOB)));

        assertThat(board.takeAllStale()).isTrue();
        assertThat(board.follow(NOW)).isEmpty();
        assertThat(board.takeAllStale()).isFalse();

        board.tell(List.of(new Reread(JOB)));
        assertThat(board.follow(NOW)).containsExactly(JOB);
        assertThat(board.follow(NOW)).isEmpty();
    }

    @Test
    void followsAJobFromItsArrivalToItsEnd() {
        board.tell(List.of(new Arrived(JOB, List.of(waiting(1, NOW)))));
        assertThat(board.follow(NOW)).isEmpty();
        assertThat(board.waiting()).containsExactly(waiting(1, NOW));

        board.replace(Set.of(JOB), new Demand(List.of(), List.of(living(null))), NOW);
        board.tell(List.of(new Started(JOB, living(null).attemptId(), NOW)));
        board.follow(NOW);
        assertThat(board.living()).containsExactly(living(NOW));

        board.tell(List.of(new Ended(JOB, living(null).attemptId(), 7)));
        board.follow(NOW);
        assertThat(board.living()).isEmpty();
        assertThat(board.waiting()).isEmpty();
    }

    @Test
    void tellsTheOthersOfAJobWhatItHasSpent() {
        board.replaceAll(new Demand(List.of(waiting(1, NOW)), List.of(living(NOW))), NOW);

        board.tell(List.of(new Ended(JOB, living(null).attemptId(), 7)));
        board.follow(NOW);

        assertThat(board.waiting().getFirst().job().spentMicros()).isEqualTo(7);
    }

    @Test
    void believesTheTablesRatherThanALateArrival() {
        board.replaceAll(new Demand(List.of(), List.of(living(null))), NOW);

        board.tell(List.of(new Arrived(JOB, List.of(waiting(1, NOW)))));
        board.follow(NOW);

        assertThat(board.waiting()).isEmpty();
    }

    @Test
    void letsJobsWithTheSameNeedsShareThem() {
        board.replaceAll(new Demand(List.of(of(1, "A", "B"), of(2, "A", "B")), List.of()), NOW);

        var waiting = board.waiting();
        assertThat(waiting.get(0).job().needs()).isSameAs(waiting.get(1).job().needs());
        assertThat(waiting.get(0).job().nodes()).isSameAs(waiting.get(1).job().nodes());
    }

    @Test
    void countsWhatATenantWasServed() {
        board.replaceAll(new Demand(List.of(waiting(1, NOW)), List.of(living(NOW.minusSeconds(7)))), NOW);

        board.tell(List.of(new Ended(JOB, living(null).attemptId(), 7)));
        board.follow(NOW);

        assertThat(tenants.all()).containsOnly(Map.entry("acme", new Served(7_000, NOW)));
    }

    @Test
    void countsWhatHasEndedByTheTables() {
        board.replaceAll(new Demand(List.of(waiting(1, NOW)), List.of(living(NOW.minusSeconds(7)))), NOW);

        board.replace(Set.of(JOB), new Demand(List.of(waiting(1, NOW)), List.of()), NOW);

        assertThat(tenants.all()).containsOnly(Map.entry("acme", new Served(7_000, NOW)));
    }

    private static Candidate waiting(int n, Instant notBefore) {
        return new Candidate(job(n), "c-" + n, n, n, 1, NOW, notBefore, Set.of(), null);
    }

    private static Candidate of(int n, String... nodeClasses) {
        return new Candidate(job(n, nodeClasses), "c-" + n, n, n, 1, NOW, NOW, Set.of(), null);
    }

    private static Job job(int n, String... nodeClasses) {
        var nodes = Stream.of(nodeClasses)
                .map(name -> new GraphNode(name, name, name, Map.of()))
                .toList();
        return new Job(
                new UUID(0, n),
                new Tenant("acme", 1, 100),
                "sha256:0",
                Needs.of(nodes, List.of()),
                nodes,
                Priority.NORMAL,
                NOW.plusSeconds(60),
                0,
                0,
                null);
    }

    private static Living living(@Nullable Instant startedAt) {
        return new Living(
                new UUID(9, 9), "c-1", JOB, "acme", "a", "sha256:0", 0, startedAt, NOW.plusSeconds(60), false);
    }
}
