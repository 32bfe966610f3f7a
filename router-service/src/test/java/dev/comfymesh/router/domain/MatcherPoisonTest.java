package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.decide;
import static dev.comfymesh.router.domain.Samples.id;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatcherPoisonTest {
    private static final Candidate ONE = candidate(job(1), 1);

    @Test
    void givesUpWhatIsKeptAway() {
        var decision = (GivenUp) decide(ONE, keepingAway(ONE.job().digest(), NOW.plusMillis(1)));

        assertThat(decision.failure()).isEqualTo(FailureClass.POISON);
        assertThat(decision.problem().detail()).contains("2 targets died");
    }

    @Test
    void placesItAgainWhenItsTimeIsOver() {
        assertThat(decide(ONE, keepingAway(ONE.job().digest(), NOW))).isInstanceOf(Assigned.class);
    }

    @Test
    void placesOtherWorkflows() {
        assertThat(decide(ONE, keepingAway("sha256:other", NOW.plusSeconds(1)))).isInstanceOf(Assigned.class);
    }

    private static Fleet keepingAway(String digest, Instant until) {
        var quarantine = new Quarantine(digest, NOW.minusSeconds(9), until, id(7), "c-7", List.of("x", "y"));
        return new Fleet(List.of(node("a")), List.of(), Samples.unlearned(), Map.of(digest, quarantine));
    }
}
