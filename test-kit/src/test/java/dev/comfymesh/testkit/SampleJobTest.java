package dev.comfymesh.testkit;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureCategory;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.WireJson;
import org.junit.jupiter.api.Test;

class SampleJobTest {
    private final SampleJob job = aJob().candidates(4).deliver(2).seed(7);

    @Test
    void statesTheSameFactEachTime() {
        assertThat(job.accepted()).isEqualTo(job.accepted());
        assertThat(job.attempt(3).assigned()).isEqualTo(job.attempt(3).assigned());
    }

    @Test
    void survivesTheWire() {
        assertThat(WireJson.read(WireJson.write(job.accepted()), JobAccepted.class))
                .isEqualTo(job.accepted());
    }

    @Test
    void givesEachAttemptAnIdOfItsOwn() {
        assertThat(job.attempt(1).id()).isNotEqualTo(job.attempt(2).id());
        assertThat(job.attempt(1, 1).id()).isNotEqualTo(job.attempt(1, 2).id());
    }

    @Test
    void namesTheCandidatesThatItsFirstWaveAdds() {
        assertThat(job.accepted().firstWave())
                .containsExactly(job.candidate(1), job.candidate(2), job.candidate(3), job.candidate(4));
    }

    @Test
    void failsAttemptsInTheCategoryOfTheirClass() {
        assertThat(job.attempt(1).failed(FailureClass.LOST).category()).isEqualTo(FailureCategory.PROVIDER);
    }

    @Test
    void selectsCompletelyOnlyWhatItWants() {
        assertThat(job.selected(3, 1).complete()).isTrue();
        assertThat(job.selected(3).complete()).isFalse();
    }
}
