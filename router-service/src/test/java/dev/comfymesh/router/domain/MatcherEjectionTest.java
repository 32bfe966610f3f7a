package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.assignedTo;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.decide;
import static dev.comfymesh.router.domain.Samples.fleet;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.node;
import static dev.comfymesh.router.domain.Samples.seen;
import static dev.comfymesh.router.domain.Samples.target;
import static dev.comfymesh.router.domain.Samples.withObservation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetHealth;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        var proved = node("a").withStanding(new Standing(3, 1, NOW).honest(NOW));
        var waiting = List.of(candidate(job(1), 1), candidate(job(1), 2));

        assertThat(assignedTo(decide(waiting, fleet(proved)))).hasSize(2);
    }
}
