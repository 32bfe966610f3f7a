package dev.comfymesh.router.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.router.domain.Odds.Passes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OddsTest {
    private static Odds odds(Passes... passes) {
        return new Odds(Map.of(), List.of(passes));
    }

    @Test
    void takesWhatWasNeverTriedToPass() {
        assertThat(passPerMille(Odds.NONE, "a", "d")).isEqualTo(1_000);
    }

    @Test
    void judgesAWorkflowByWhatElsePassedThere() {
        assertThat(passPerMille(odds(new Passes("d", "a", 80, 51)), "a", "new")).isEqualTo(700);
    }

    @Test
    void judgesAWorkflowByItselfOnceThereIsEnough() {
        var odds = odds(new Passes("good", "a", 1_000, 1_000), new Passes("bad", "a", 1_000, 100));

        assertThat(passPerMille(odds, "a", "good")).isGreaterThan(980);
        assertThat(passPerMille(odds, "a", "bad")).isLessThan(120);
    }

    private static int passPerMille(Odds odds, String targetId, String digest) {
        return Odds.passPerMille(odds.passRate(targetId), odds.passes(digest).get(targetId));
    }
}
