package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.after;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.decide;
import static dev.comfymesh.router.domain.Samples.fleet;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.router.domain.Decision.Assigned;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final Assigned decision = (Assigned)
            decide(after(candidate(job(1), 1), Set.of(), "b"), fleet(node("a", 2, DOLLAR), node("b", 2, 3 * DOLLAR)));

    @Test
    void givesTheSameChoiceAgain() {
        assertThat(decision.choice().targetId()).isEqualTo("b");
        assertThat(Replay.difference(decision.offers(), decision.terms(), decision.choice()))
                .isEmpty();
    }

    @Test
    void seesAnotherTarget() {
        var choice = decision.choice();
        var other = new Choice("a", choice.reservedMicros(), choice.startBy(), choice.endBy());

        assertThat(Replay.difference(decision.offers(), decision.terms(), other))
                .isPresent();
    }

    @Test
    void seesMoreTimeThanIsPaid() {
        var choice = decision.choice();
        var longer = new Choice("b", choice.reservedMicros(), choice.startBy(), NOW.plus(Samples.DAY));

        assertThat(Replay.difference(decision.offers(), decision.terms(), longer))
                .isPresent();
    }

    @Test
    void seesAPriceThatDoesNotFollow() {
        var offer = decision.offers().getFirst();
        var cheaper =
                new Offer(offer.targetId(), offer.microsPerHour(), offer.serviceMillis(), offer.aheadMillis(), 0, 0);

        assertThat(Replay.difference(
                        List.of(cheaper, decision.offers().getLast()), decision.terms(), decision.choice()))
                .isPresent();
    }
}
