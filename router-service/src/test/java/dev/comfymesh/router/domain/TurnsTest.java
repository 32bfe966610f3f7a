package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.ACME;
import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration AGEING = Duration.ofSeconds(60);
    private static final Tenant BIG = new Tenant("big", 3, 100);
    private static final Tenant SMALL = new Tenant("small", 1, 100);
    private static final Tenant OTHER = new Tenant("other", 1, 100);
    private static final Duration QUANTUM = Duration.ofMinutes(10);
    private static final Fairness BY_TIME = new Fairness(QUANTUM, Duration.ofMinutes(30), 4, 64);

    @Test
    void asksTheOldestFirst() {
        var older = candidate(job(2), 1, NOW.minusSeconds(1));
        var newer = candidate(job(1), 1, NOW);

        assertThat(order(List.of(newer, older), List.of())).containsExactly(older, newer);
    }

    @Test
    void asksCandidatesOfOneJobAsTheyAreNumbered() {
        var waiting = IntStream.of(10, 2, 1).mapToObj(n -> candidate(job(1), n)).toList();

        assertThat(order(waiting, List.of())).extracting(Candidate::n).containsExactly(1, 2, 10);
    }

    @Test
    void asksTheHigherPriorityFirst() {
        var low = candidate(prioritised(1, Priority.LOW), 1, NOW.minusSeconds(50));
        var high = candidate(prioritised(2, Priority.HIGH), 1, NOW);

        assertThat(order(List.of(low, high), List.of())).containsExactly(high, low);
    }

    @Test
    void letsNobodyStarve() {
        var patient = candidate(prioritised(1, Priority.LOW), 1, NOW.minus(AGEING.multipliedBy(3)));
        var high = candidate(prioritised(2, Priority.HIGH), 1, NOW);

        assertThat(order(List.of(high, patient), List.of())).containsExactly(patient, high);
    }

    @Test
    void sharesByWeight() {
        var waiting = Stream.concat(
                        IntStream.rangeClosed(1, 6).mapToObj(n -> candidate(job(1, BIG), n)),
                        IntStream.rangeClosed(1, 6).mapToObj(n -> candidate(job(2, SMALL), n)))
                .toList();

        var first = order(waiting, List.of()).subList(0, 8);

        assertThat(first).filteredOn(one -> one.job().tenant().equals(BIG)).hasSize(6);
    }

    @Test
    void countsWhatRunsAlready() {
        var running = List.of(living(8, job(3, SMALL), "a", NOW));
        var waiting = List.of(candidate(job(1, SMALL), 1, NOW.minusSeconds(10)), candidate(job(2, BIG), 1));

        assertThat(order(waiting, running).getFirst().job().tenant()).isEqualTo(BIG);
    }

    @Test
    void letsAWellServedTenantWait() {
        var waiting = List.of(candidate(job(1, SMALL), 1, NOW.minusSeconds(1_000)), candidate(job(2, OTHER), 1));
        var served = Map.of(SMALL.id(), new Served(QUANTUM.toMillis() + 1, NOW));

        assertThat(firstBy(served, waiting)).isEqualTo(OTHER);
    }

    @Test
    void letsAWellServedTenantWaitWhateverItsPriority() {
        var urgent = job(1, SMALL, Priority.HIGH, DOLLAR, 0, Set.of("KSampler"));
        var waiting = List.of(candidate(urgent, 1, NOW.minusSeconds(1_000)), candidate(job(2, OTHER), 1));
        var served = Map.of(SMALL.id(), new Served(QUANTUM.toMillis() + 1, NOW));

        assertThat(firstBy(served, waiting)).isEqualTo(OTHER);
    }

    @Test
    void takesTenantsWithinAQuantumForEquals() {
        var waiting = List.of(candidate(job(1, SMALL), 1, NOW.minusSeconds(1)), candidate(job(2, OTHER), 1));
        var served = Map.of(SMALL.id(), new Served(QUANTUM.toMillis() - 1, NOW));

        assertThat(firstBy(served, waiting)).isEqualTo(SMALL);
    }

    @Test
    void forgetsWhatATenantWasServed() {
        var waiting = List.of(candidate(job(1, SMALL), 1, NOW.minusSeconds(1)), candidate(job(2, OTHER), 1));
        var served = Map.of(SMALL.id(), new Served(2 * QUANTUM.toMillis() - 1, NOW.minus(BY_TIME.halfLife())));

        assertThat(firstBy(served, waiting)).isEqualTo(SMALL);
    }

    private static Tenant firstBy(Map<String, Served> served, List<Candidate> waiting) {
        var fleet = new Fleet(List.of(), List.of(), Samples.unlearned(), Map.of(), Odds.NONE, served);
        var shares = new Shares(BY_TIME, fleet, NOW);
        return new Turns(waiting, shares, BY_TIME.mostAsked(), AGEING, NOW)
                .next()
                .orElseThrow()
                .candidate
                .job()
                .tenant();
    }

    private static Turns turns(Fairness fairness, List<Candidate> waiting, List<Living> running) {
        var shares = new Shares(fairness, Samples.fleet(List.of(), running), NOW);
        return new Turns(waiting, shares, fairness.mostAsked(), AGEING, NOW);
    }

    private static Job prioritised(int n, Priority priority) {
        return job(n, ACME, priority, DOLLAR, 0, Set.of("KSampler"));
    }

    /** Who is asked when everybody who is asked is placed. */
    private static List<Candidate> order(List<Candidate> waiting, List<Living> running) {
        var turns = turns(Fairness.OF_RUNNING, waiting, running);
        var order = new ArrayList<Candidate>();
        for (var turn = turns.next(); turn.isPresent(); turn = turns.next()) {
            order.add(turn.get().candidate);
            turn.get().taken();
        }
        return order;
    }
}
