package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.ACME;
import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.assignedTo;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.decide;
import static dev.comfymesh.router.domain.Samples.fleet;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.node;
import static dev.comfymesh.router.domain.Samples.seen;
import static dev.comfymesh.router.domain.Samples.target;
import static dev.comfymesh.router.domain.Samples.withObservation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Decision.Waits;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A job's cap: what its attempts may cost us together. */
class MatcherCapTest {
    // Ten seconds at 360 dollars an hour cost one dollar.
    private final Target dear = node("dear", 2, 360 * DOLLAR);

    @Test
    void isNeverExceededByWhatIsAssignedTogether() {
        var job = job(1, ACME, Priority.NORMAL, 4 * DOLLAR + DOLLAR / 2, 0, Set.of("KSampler"));
        var waiting = List.of(candidate(job, 1), candidate(job, 2), candidate(job, 3));
        var second = node("other", 2, 360 * DOLLAR);

        assertThat(assignedTo(decide(waiting, fleet(dear, second)))).hasSize(2);
    }

    @Test
    void leavesOnlyTheTargetsThatItPays() {
        var job = job(1, ACME, Priority.NORMAL, DOLLAR / 2, 0, Set.of("KSampler"));
        var slowButCheap = withObservation(node("slow", 2, DOLLAR), seen(TargetHealth.UP, 4));

        assertThat(target(decide(candidate(job, 1), fleet(dear, slowButCheap)))).isEqualTo("slow");
    }

    @Test
    void givesTheCandidateUpWhenNothingWillEverBePaid() {
        var spent = job(1, ACME, Priority.NORMAL, 2 * DOLLAR, DOLLAR + 1, Set.of("KSampler"));

        assertThat(((GivenUp) decide(candidate(spent, 1), fleet(dear))).failure())
                .isEqualTo(FailureClass.BUDGET);
    }

    @Test
    void waitsWhileACheaperTargetMayComeFree() {
        var job = job(1, ACME, Priority.NORMAL, DOLLAR / 2, 0, Set.of("KSampler"));
        var cheapButBusy = node("busy", 1, 0);
        var fleet = fleet(List.of(dear, cheapButBusy), List.of(living(9, job(2), "busy", NOW)));

        assertThat(decide(candidate(job, 1), fleet)).isInstanceOf(Waits.class);
    }

    @Test
    void endsARunBeforeItCostsMoreThanWhatIsReserved() {
        var job = job(1, ACME, Priority.NORMAL, 3 * DOLLAR, 0, Set.of("KSampler"));

        var assigned = (Assigned) decide(candidate(job, 1), fleet(dear));

        assertThat(assigned.reservedMicros()).isEqualTo(3 * DOLLAR);
        assertThat(assigned.endBy()).isEqualTo(NOW.plusSeconds(30));
        assertThat(assigned.startBy()).isEqualTo(assigned.endBy());
    }

    @Test
    void isSharedByTheCandidatesThatWait() {
        var job = job(1, ACME, Priority.NORMAL, 10 * DOLLAR, 0, Set.of("KSampler"));
        var other = node("other", 2, 360 * DOLLAR);

        var decisions = decide(List.of(candidate(job, 1), candidate(job, 2)), fleet(dear, other));

        assertThat(decisions)
                .extracting(decision -> ((Assigned) decision).reservedMicros())
                .containsExactly(5 * DOLLAR, 5 * DOLLAR);
    }

    @Test
    void setsNothingAsideWhereTimeCostsNothing() {
        var assigned = (Assigned) decide(candidate(job(1), 1), fleet(node("free")));

        assertThat(assigned.reservedMicros()).isZero();
        assertThat(assigned.endBy()).isEqualTo(NOW.plus(Samples.POLICY.runWithin()));
    }

    @Test
    void setsNoMoreAsideThanTheLongestRunCosts() {
        var rich = job(1, ACME, Priority.NORMAL, 1_000_000 * DOLLAR, 0, Set.of("KSampler"));

        var assigned = (Assigned) decide(candidate(rich, 1), fleet(dear));

        assertThat(assigned.reservedMicros()).isEqualTo(120 * DOLLAR);
        assertThat(assigned.endBy()).isEqualTo(NOW.plus(Samples.POLICY.runWithin()));
    }
}
