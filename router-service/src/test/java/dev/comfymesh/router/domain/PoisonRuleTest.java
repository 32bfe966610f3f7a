package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.PoisonRule.Evidence;
import dev.comfymesh.router.domain.PoisonRule.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoisonRuleTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final PoisonRule rule = new PoisonRule(true, 2, TEN_MINUTES, TEN_MINUTES);

    @Test
    void isEvidentWhenTwoTargetsDiedOneAfterTheOther() {
        assertThat(isEvident(died("b", FailureClass.LOST), died("a", FailureClass.UNREACHABLE)))
                .isTrue();
    }

    @Test
    void isNotEvidentWhenOneTargetDiedTwice() {
        assertThat(isEvident(died("a", FailureClass.LOST), died("a", FailureClass.LOST)))
                .isFalse();
    }

    @Test
    void isNotEvidentByOneDeath() {
        assertThat(isEvident(died("a", FailureClass.LOST))).isFalse();
    }

    @Test
    void isNotEvidentWhenATargetSurvivedInBetween() {
        assertThat(isEvident(
                        died("c", FailureClass.LOST),
                        died("b", FailureClass.OUT_OF_MEMORY),
                        died("a", FailureClass.LOST)))
                .isFalse();
    }

    @Test
    void isNotEvidentWhenOneWasOnlyQueued() {
        assertThat(isEvident(died("b", FailureClass.LOST), new Run("a", false, FailureClass.LOST, NOW, 0)))
                .isFalse();
    }

    @Test
    void isNotEvidentWhenOthersDiedWithIt() {
        assertThat(isEvident(died("b", FailureClass.LOST), new Run("a", true, FailureClass.LOST, NOW, 1)))
                .isFalse();
    }

    @Test
    void isNotEvidentWhenTheWorkflowEverSucceeded() {
        var runs = List.of(died("b", FailureClass.LOST), died("a", FailureClass.LOST));

        assertThat(rule.isEvident(new Evidence(true, runs), NOW)).isFalse();
    }

    @Test
    void isNotEvidentWhenTheFirstDeathIsLongAgo() {
        var old = run("a", FailureClass.LOST, NOW.minus(TEN_MINUTES).minusMillis(1));

        assertThat(isEvident(died("b", FailureClass.LOST), old)).isFalse();
    }

    @Test
    void looksAtNoMoreThanTheLastRuns() {
        assertThat(isEvident(
                        died("c", FailureClass.LOST),
                        died("b", FailureClass.LOST),
                        run("a", null, NOW.minus(Duration.ofDays(1)))))
                .isTrue();
    }

    @Test
    void wantsAsManyTargetsAsItIsTold() {
        var three = new PoisonRule(true, 3, TEN_MINUTES, TEN_MINUTES);
        var two = List.of(died("b", FailureClass.LOST), died("a", FailureClass.LOST));

        assertThat(three.asks(2)).isFalse();
        assertThat(three.isEvident(new Evidence(false, two), NOW)).isFalse();
    }

    @Test
    void asksNothingWhenItIsSwitchedOff() {
        var off = new PoisonRule(false, 2, TEN_MINUTES, TEN_MINUTES);

        assertThat(off.asks(2)).isFalse();
        assertThat(rule.asks(2)).isTrue();
        assertThat(rule.asks(1)).isFalse();
    }

    private boolean isEvident(Run... runs) {
        return rule.isEvident(new Evidence(false, List.of(runs)), NOW);
    }

    private static Run died(String targetId, FailureClass failure) {
        return run(targetId, failure, NOW);
    }

    private static Run run(String targetId, @Nullable FailureClass failure, Instant endedAt) {
        return new Run(targetId, true, failure, endedAt, 0);
    }
}
