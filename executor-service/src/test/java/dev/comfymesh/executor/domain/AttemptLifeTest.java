package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.domain.AttemptLife.Step;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class AttemptLifeTest {
    @ParameterizedTest
    @FieldSource("dev.comfymesh.executor.domain.AttemptLife#STEPS")
    void everyStepIsTaken(Step step) {
        assertThat(AttemptLife.next(step.from(), step.happening())).contains(step.to());
    }

    @Test
    void noStateAnswersOneHappeningInTwoWays() {
        var seen = new HashSet<String>();

        assertThat(AttemptLife.STEPS).allMatch(step -> seen.add(step.from() + " " + step.happening()));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "FAILED"})
    void nothingFollowsAnEnd(AttemptState end) {
        assertThat(Happening.values())
                .allMatch(happening -> AttemptLife.next(end, happening).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void everyLiveStateCanEndBadly(AttemptState state) {
        assertThat(AttemptLife.next(state, Happening.ENDED_BADLY).isPresent()).isEqualTo(state.live());
    }

    @Test
    void everyStateIsReachedFromTheFirst() {
        var reached = EnumSet.of(AttemptState.ASSIGNED);
        Arrays.stream(AttemptState.values())
                .forEach(_ -> AttemptLife.STEPS.stream()
                        .filter(step -> reached.contains(step.from()))
                        .toList()
                        .forEach(step -> reached.add(step.to())));

        assertThat(reached).isEqualTo(EnumSet.allOf(AttemptState.class));
    }

    @Test
    void successNeedsCheckedOutputs() {
        assertThat(AttemptLife.STEPS.stream().filter(step -> step.to() == AttemptState.SUCCEEDED))
                .extracting(Step::happening)
                .containsOnly(Happening.OUTPUTS_STORED);
    }

    @Test
    void noStepLeadsBackToASubmit() {
        assertThat(AttemptLife.STEPS.stream().filter(step -> step.to() == AttemptState.SUBMITTING))
                .extracting(Step::from)
                .containsExactly(AttemptState.ASSIGNED);
    }
}
