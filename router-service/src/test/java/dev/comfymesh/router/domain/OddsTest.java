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
        assertThat(Odds.NONE.passPerMille("a", "d")).isEqualTo(1_000);
    }

    @Test
    void judgesAWorkflowByWhatElsePassedThere() {
        assertThat(odds(new Passes("d", "a", 80, 51)).passPerMille("a", "new")).isEqualTo(700);
    }

    @Test
    void judgesAWorkflowByItselfOnceThereIsEnough() {
        var odds = odds(new Passes("good", "a", 1_000, 1_000), new Passes("bad", "a", 1_000, 100));

        assertThat(odds.passPerMille("a", "good")).isGreaterThan(980);
        assertThat(odds.passPerMille("a", "bad")).isLessThan(120);
    }
}
