package dev.comfymesh.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.ingest.domain.CandidateLifecycle.Step;
import dev.comfymesh.testkit.SampleJob;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CandidateLifecycleTest {
    private static final SampleJob JOB = SampleJob.aJob();

    static List<Step> steps() {
        return CandidateLifecycle.STEPS;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void takesEveryStep(Step step) {
        var fact = Facts.all(JOB).stream()
                .filter(step.fact()::isInstance)
                .findFirst()
                .orElseThrow();

        assertThat(CandidateLifecycle.next(step.from(), fact)).isEqualTo(step.to());
    }

    @ParameterizedTest
    @EnumSource(names = {"SCORED", "FAILED"})
    void endsOnce(CandidatePhase ended) {
        assertThat(Facts.all(JOB))
                .allSatisfy(
                        fact -> assertThat(CandidateLifecycle.next(ended, fact)).isEqualTo(ended));
    }

    @Test
    void namesTheCandidateOfEveryFactThatHasAStep() {
        assertThat(Facts.all(JOB).stream()
                        .filter(fact -> CandidateLifecycle.candidateOf(fact).isPresent()))
                .allMatch(fact -> CandidateLifecycle.STEPS.stream()
                        .anyMatch(step -> step.fact().isInstance(fact)))
                .hasSize(4)
                .allSatisfy(fact -> assertThat(CandidateLifecycle.candidateOf(fact))
                        .contains(JOB.candidate(1).candidateId()));
    }
}
