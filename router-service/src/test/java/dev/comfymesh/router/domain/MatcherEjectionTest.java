package dev.comfymesh.router.domain;

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

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.TargetHealth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets that are not trusted, and those that are again. */
class MatcherEjectionTest {
    private static final Candidate ONE = candidate(job(1), 1);
    private final Standing ejected = new Standing(3, 1, NOW.plusSeconds(30));
    private final Standing later = new Standing(3, 1, NOW.plusSeconds(60));

    @Test
    void avoidsThem() {
        assertThat(target(decide(ONE, fleet(node("a").withStanding(ejected), node("b")))))
                .isEqualTo("b");
    }

    @Test
    void ejectsNoMoreThanHalfOfTheFleet() {
        var fleet = fleet(node("a").withStanding(ejected), node("b").withStanding(later));

        assertThat(target(decide(ONE, fleet))).isEqualTo("a");
    }

    @Test
    void countsOnlyWhatIsUpAsTheFleet() {
        var down = withObservation(node("b"), seen(TargetHealth.DOWN, 0));

        assertThat(target(decide(ONE, fleet(node("a").withStanding(ejected), down))))
                .isEqualTo("a");
    }

    @Test
    void givesOneThatCameBackOneAttemptAtATime() {
        var back = node("a").withStanding(new Standing(3, 1, NOW));
        var waiting = List.of(candidate(job(1), 1), candidate(job(1), 2));

        assertThat(assignedTo(decide(waiting, fleet(back)))).containsExactly(job(1).jobId() + "-1 on a");
    }

    @Test
    void givesOneThatProvedItselfAsMuchAsAnyOther() {
        var tried = new Standing(3, 1, NOW, Standing.RESULTS_TO_PROVE - 1, null);
        var proved = node("a").withStanding(tried.honest(NOW));
        var waiting = List.of(candidate(job(1), 1), candidate(job(1), 2));

        assertThat(assignedTo(decide(waiting, fleet(proved)))).hasSize(2);
    }

    @Nested
    class WhenOneHasJustReturned {
        private final Target back = node("a").withStanding(new Standing(3, 1, NOW));
        private final Target other = node("b", 2, DOLLAR);

        @ParameterizedTest
        @EnumSource(names = {"NORMAL", "HIGH"})
        void sparesALoneCandidate(Priority priority) {
            assertThat(target(decide(candidate(urgent(1, priority), 1), fleet(back, other))))
                    .isEqualTo("b");
        }

        @Test
        void triesItWithACandidateOfLowPriority() {
            assertThat(target(decide(candidate(urgent(1, Priority.LOW), 1), fleet(back, other))))
                    .isEqualTo("a");
        }

        @Test
        void triesItWithOneOfAPool() {
            var pool = List.of(candidate(urgent(1, Priority.HIGH), 1), candidate(urgent(1, Priority.HIGH), 2));

            assertThat(assignedTo(decide(pool, fleet(back, other))))
                    .containsExactlyInAnyOrder(job(1).jobId() + "-1 on a", job(1).jobId() + "-2 on b");
        }

        @Test
        void triesItWithOneWhosePoolLivesElsewhere() {
            var job = urgent(1, Priority.HIGH);
            var fleet = fleet(List.of(back, other), List.of(living(7, job, "b", NOW)));

            assertThat(target(decide(candidate(job, 1), fleet))).isEqualTo("a");
        }

        @Test
        void sparesNobodyForEver() {
            var longAgo = new Standing(3, 1, NOW.minusSeconds(60));
            var fleet = fleet(node("a").withStanding(longAgo), other);

            assertThat(target(decide(candidate(urgent(1, Priority.HIGH), 1), fleet)))
                    .isEqualTo("a");
        }

        @Test
        void sparesNobodyWhoHasNoOtherPlace() {
            assertThat(target(decide(candidate(urgent(1, Priority.HIGH), 1), fleet(back))))
                    .isEqualTo("a");
        }

        @Test
        void saysWhy() {
            var full = fleet(List.of(back, other), List.of(living(7, job(2), "b", null), living(8, job(2), "b", null)));

            assertThat(decide(ONE, full).rejections().counts())
                    .isEqualTo(Map.of(Objection.UNTRIED, 1, Objection.NO_SLOT, 1));
        }

        private static Job urgent(int n, Priority priority) {
            return Samples.job(n, Samples.ACME, priority, 10 * DOLLAR, 0, Set.of("KSampler"));
        }
    }
}
