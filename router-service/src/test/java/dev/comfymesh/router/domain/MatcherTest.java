package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.after;
import static dev.comfymesh.router.domain.Samples.assignedTo;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.cordoned;
import static dev.comfymesh.router.domain.Samples.decide;
import static dev.comfymesh.router.domain.Samples.dueAt;
import static dev.comfymesh.router.domain.Samples.fleet;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.node;
import static dev.comfymesh.router.domain.Samples.seen;
import static dev.comfymesh.router.domain.Samples.target;
import static dev.comfymesh.router.domain.Samples.withCatalogue;
import static dev.comfymesh.router.domain.Samples.withObservation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Decision.Waits;
import dev.comfymesh.router.domain.Estimates.Estimate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MatcherTest {
    private static final Candidate ONE = candidate(job(1), 1);

    @Test
    void givesTheAttemptItsLimitsAndItsName() {
        var assigned = (Assigned) decide(ONE, fleet(node("a")));

        assertThat(assigned.number()).isEqualTo(1);
        assertThat(assigned.attemptId()).isEqualTo(AttemptId.of(ONE.job().jobId(), ONE.candidateId(), 1));
        assertThat(assigned.startBy()).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
        assertThat(assigned.endBy()).isEqualTo(NOW.plus(Duration.ofMinutes(20)));
    }

    @Test
    void neverLetsAnAttemptOutliveTheDeadline() {
        var hurried = candidate(dueAt(job(1), NOW.plusSeconds(5)), 1);

        var assigned = (Assigned) decide(hurried, fleet(node("a")));

        assertThat(assigned.startBy()).isEqualTo(NOW.plusSeconds(5));
        assertThat(assigned.endBy()).isEqualTo(NOW.plusSeconds(5));
    }

    @Nested
    class Price {
        @Test
        void breaksTiesById() {
            assertThat(target(decide(ONE, fleet(node("b"), node("a"), node("c")))))
                    .isEqualTo("a");
        }

        @Test
        void choosesTheCheapestTarget() {
            var decision = (Assigned) decide(ONE, fleet(node("a", 2, DOLLAR), node("b", 2, DOLLAR / 10)));

            assertThat(decision.chosen().targetId()).isEqualTo("b");
            assertThat(decision.offers()).extracting(Offer::targetId).containsExactly("b", "a");
        }

        @Test
        void prefersAnIdleNodeToABusyOne() {
            var busy = fleet(List.of(node("a"), node("b")), List.of(living(9, job(2), "a", NOW)));

            assertThat(target(decide(ONE, busy))).isEqualTo("b");
        }

        @Test
        void countsTheRunsOfOthersAsWait() {
            var shared = withObservation(node("a"), seen(TargetHealth.UP, 2));

            assertThat(target(decide(ONE, fleet(shared, node("b"))))).isEqualTo("b");
        }

        @Test
        void prefersTheNodeThatHasShownToBeFaster() {
            var digest = ONE.job().digest();
            var estimates = new Estimates(
                    List.of(new Estimate(digest, "a", 9_000), new Estimate(digest, "b", 2_000)),
                    Duration.ofSeconds(10));
            var learned = new Fleet(List.of(node("a"), node("b")), List.of(), estimates);

            assertThat(target(decide(ONE, learned))).isEqualTo("b");
        }
    }

    @Nested
    class WhenNoTargetIsEligible {
        @Test
        void waitsWithOneRejectionForEachTarget() {
            var fleet = fleet(
                    cordoned(node("cordoned")),
                    withObservation(node("down"), seen(TargetHealth.DOWN, 0)),
                    withObservation(node("unseen"), null),
                    withObservation(node("stale"), new Observation(NOW.minusSeconds(31), TargetHealth.UP, 0, null)),
                    withCatalogue(node("unread"), null),
                    withCatalogue(node("unable"), new Catalogue(Set.of("SaveImage"), Map.of())),
                    withObservation(node("foreign"), seen(TargetHealth.UP, 5)),
                    node("ejected").withStanding(new Standing(3, 1, NOW.plusSeconds(1))));

            var decision = decide(ONE, fleet);

            assertThat(decision).isInstanceOf(Waits.class);
            assertThat(decision.rejections().examples())
                    .extracting(rejection -> rejection.targetId() + " " + rejection.objection())
                    .containsExactlyInAnyOrder(
                            "cordoned CORDONED",
                            "down DOWN",
                            "unseen NOT_SEEN",
                            "stale NOT_SEEN",
                            "unread CATALOGUE_UNKNOWN",
                            "unable NODE_CLASS_MISSING",
                            "foreign FOREIGN_QUEUE",
                            "ejected EJECTED");
        }

        @Test
        void waitsForAFirstTargetUntilTheDeadline() {
            var old = candidate(job(1), 1, NOW.minus(Duration.ofHours(1)));

            assertThat(decide(old, fleet())).isEqualTo(new Waits(old, "there is no target", Rejections.NONE));
        }

        @Test
        void isGivenUpAtTheDeadline() {
            var late = candidate(dueAt(job(1), NOW), 1);

            assertThat(((GivenUp) decide(late, fleet(node("a")))).failure()).isEqualTo(FailureClass.DEADLINE);
        }
    }

    @Nested
    class Capacity {
        @Test
        void fillsTheSlotsOfEachNodeAndNoMore() {
            var waiting =
                    List.of(candidate(job(1), 1), candidate(job(1), 2), candidate(job(1), 3), candidate(job(1), 4));

            var decisions = decide(waiting, fleet(node("a", 1, 0), node("b")));

            assertThat(assignedTo(decisions))
                    .containsExactly(
                            job(1).jobId() + "-1 on a", job(1).jobId() + "-2 on b", job(1).jobId() + "-3 on b");
        }

        @Test
        void queuesBehindALongRunOnlyShortlyBeforeItsEnd() {
            var digest = ONE.job().digest();
            var estimates = new Estimates(List.of(new Estimate(digest, "a", 30_000)), Duration.ofSeconds(10));
            var early = List.of(living(9, job(2), "a", NOW.minusSeconds(26)));
            var late = List.of(living(9, job(2), "a", NOW.minusSeconds(27)));

            assertThat(decide(ONE, new Fleet(List.of(node("a")), early, estimates)))
                    .isInstanceOf(Waits.class);
            assertThat(decide(ONE, new Fleet(List.of(node("a")), late, estimates)))
                    .isInstanceOf(Assigned.class);
        }

        @Test
        void keepsToTheTenantsLimitOfRunningAttempts() {
            var small = new Tenant("small", 1, 2);
            var waiting = List.of(candidate(job(1, small), 1), candidate(job(1, small), 2));
            var running = List.of(living(9, job(2, small), "a", NOW));

            var decisions = decide(waiting, fleet(List.of(node("a"), node("b")), running));

            assertThat(assignedTo(decisions)).hasSize(1);
            assertThat(((Waits) decisions.getLast()).reason()).contains("limit of 2");
        }
    }

    @Nested
    class AtOnce {
        @Test
        void placesNoMoreThanARoundMay() {
            var two = new Matcher(new Policy(
                    Samples.POLICY.filters(),
                    Samples.POLICY.workload(),
                    Samples.POLICY.economy().pricing(),
                    Samples.POLICY.ageing(),
                    Samples.POLICY.patience(),
                    Samples.POLICY.startWithin(),
                    Samples.POLICY.runWithin(),
                    2));
            var waiting = List.of(candidate(job(1), 1), candidate(job(1), 2), candidate(job(1), 3));

            var decisions = two.decide(waiting, fleet(node("a"), node("b")), Samples.NOW);

            assertThat(assignedTo(decisions)).hasSize(2);
            assertThat(decisions).hasSize(3);
            assertThat(two.isCutShort(2)).isTrue();
        }

        @Test
        void comparesAFewOffersOfManyAndCountsTheRest() {
            var targets = new ArrayList<>(List.of(node("a"), node("b"), node("c"), cordoned(node("d"))));
            IntStream.range(0, 30).forEach(n -> targets.add(node("e" + n)));

            var decision = (Assigned) decide(ONE, fleet(targets, List.of()));

            assertThat(decision.offers()).extracting(Offer::targetId).containsExactly("a", "b", "c");
            assertThat(decision.eligible()).isEqualTo(33);
        }

        @Test
        void namesThoseInFront() {
            var older = candidate(job(2), 1, NOW.minusSeconds(9));
            var waiting = List.of(candidate(job(1), 2), candidate(job(1), 1), older);

            assertThat(new Matcher(Samples.POLICY).front(waiting, fleet(), NOW, 2))
                    .containsExactly(older, candidate(job(1), 1));
        }
    }

    @Nested
    class AfterAFailure {
        @Test
        void goesElsewhere() {
            assertThat(target(decide(after(ONE, Set.of("a"), null), fleet(node("a"), node("b")))))
                    .isEqualTo("b");
        }

        @Test
        void waitsForABusyTargetRatherThanGoBack() {
            var fleet = fleet(List.of(node("a"), node("b", 1, 0)), List.of(living(9, job(2), "b", NOW)));

            assertThat(decide(after(ONE, Set.of("a"), null), fleet)).isInstanceOf(Waits.class);
        }

        @Test
        void goesBackWhenThereIsNoOtherUsableTarget() {
            var fleet = fleet(node("a"), withObservation(node("b"), seen(TargetHealth.DOWN, 0)));

            assertThat(target(decide(after(ONE, Set.of("a"), null), fleet))).isEqualTo("a");
        }

        @Test
        void givesTheTargetToStayOnItsSecondChance() {
            assertThat(target(decide(after(ONE, Set.of(), "b"), fleet(node("a"), node("b")))))
                    .isEqualTo("b");
        }

        @Test
        void pausesFirst() {
            var pausing = new Candidate(ONE.job(), "p", 1, 1, 1, NOW, NOW.plusMillis(1), Set.of(), null);

            assertThat(decide(pausing, fleet(node("a")))).isInstanceOf(Waits.class);
        }
    }
}
