package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.TopUpRefusal;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.scoring.domain.Candidate.Lost;
import dev.comfymesh.scoring.domain.Candidate.Waiting;
import dev.comfymesh.testkit.SampleJob;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single turns; whole lives are walked in {@link PoolWalkTest}. */
class PoolTest {
    private static final Profile PROFILE =
            SampleProfile.aProfile().named("generic").made();
    private static final SampleJob JOB =
            SampleJob.aJob().candidates(2).deliver(1).maxCandidates(3);

    private final Pool pool = Pool.open(JOB.accepted(), PROFILE).pool();

    @Test
    void asksForTheFirstPictureOfAnAttempt() {
        var turn = pool.hear(JOB.attempt(1).succeeded(), JOB.at());

        assertThat(turn.sittings())
                .extracting(Sitting::candidateId)
                .containsExactly(JOB.candidate(1).candidateId());
        assertThat(turn.pool().candidates().getFirst().standing())
                .isEqualTo(new Waiting(JOB.attempt(1).id()));
        assertThat(turn.stated()).isEmpty();
    }

    @Test
    void passesUnjudgedWhatNobodyHereCanLookAt() {
        var told = JOB.attempt(1).succeeded();
        var picture = new Artifact("k", "image/x-exr", 9, "0".repeat(64), 0, 0, "9");

        var turn = pool.hear(
                new AttemptSucceeded(
                        told.jobId(),
                        told.at(),
                        told.attemptId(),
                        told.candidateId(),
                        told.targetId(),
                        List.of(picture),
                        1,
                        false),
                JOB.at());

        assertThat(turn.sittings()).isEmpty();
        assertThat(turn.stated()).first().isInstanceOfSatisfying(CandidateScored.class, scored -> {
            assertThat(scored.verdict().passed()).isTrue();
            assertThat(scored.verdict().reasons()).extracting(Reason::code).containsExactly("UNJUDGED");
        });
    }

    @Test
    void hasPicturesMeasuredThatWereGivenAndNeverAsksForMore() {
        var picture = new Artifact("k", "image/png", 9, "0".repeat(64), 0, 0, "given");
        var job = SampleJob.aJob().given(picture, picture).deliver(2);

        var turn = Pool.open(job.accepted(), PROFILE);

        assertThat(turn.sittings())
                .containsExactly(
                        new Sitting(
                                job.candidate(1).candidateId(),
                                job.attempt(1).id(),
                                picture,
                                job.accepted().deadline()),
                        new Sitting(
                                job.candidate(2).candidateId(),
                                job.attempt(2).id(),
                                picture,
                                job.accepted().deadline()));
        assertThat(turn.pool().mayGrow()).isFalse();
        assertThat(turn.pool().terms().workflow()).isNull();
        assertThat(turn.pool()
                        .judge(job.candidate(1).candidateId(), Examination.late(), job.at())
                        .pool()
                        .judge(job.candidate(2).candidateId(), Examination.late(), job.at())
                        .stated())
                .last()
                .isEqualTo(new PoolSelected(
                        job.id(), job.at(), List.of(), false, List.of(new ReasonCount("DEADLINE", 2))));
    }

    @Test
    void takesTheFirstEndingOfACandidateAlone() {
        var waiting = pool.hear(JOB.attempt(1).succeeded(), JOB.at()).pool();

        assertThat(waiting.hear(JOB.attempt(1).gaveUp(FailureClass.LOST), JOB.at()))
                .isEqualTo(Turn.of(waiting));
        assertThat(waiting.hear(JOB.attempt(1, 2).succeeded(), JOB.at())).isEqualTo(Turn.of(waiting));
    }

    @Test
    void namesWhyACandidateWasLost() {
        var turn = pool.hear(JOB.attempt(1).gaveUp(FailureClass.LOST), JOB.at());

        assertThat(turn.pool().candidates().getFirst().standing()).isEqualTo(new Lost("LOST"));
    }

    @Test
    void isShortAgainAfterAWaveWithoutCandidates() {
        var turn = shortPool().hear(new CandidatesAdded(JOB.id(), JOB.at(), 2, List.of()), JOB.at());

        assertThat(turn.stated())
                .singleElement()
                .isInstanceOfSatisfying(
                        PoolShort.class, shortage -> assertThat(shortage.wave()).isEqualTo(2));
    }

    @Test
    void takesTheRefusalOfItsLastWaveAlone() {
        var shortPool = shortPool();

        assertThat(shortPool.hear(new TopUpRefused(JOB.id(), JOB.at(), 2, TopUpRefusal.LIMIT), JOB.at()))
                .isEqualTo(Turn.of(shortPool));
    }

    @Test
    void goesOnWhateverIsSaidOfAnEndThatItMustHaveStatedItself() {
        assertThat(pool.hear(new JobCompleted(JOB.id(), JOB.at(), List.of(), true, 0), JOB.at()))
                .isEqualTo(Turn.of(pool));
    }

    @Test
    void knowsNoCandidateThatWasNeverAdded() {
        assertThatThrownBy(() -> pool.hear(JOB.attempt(3).succeeded(), JOB.at()))
                .hasMessageContaining("no candidate " + JOB.candidate(3).candidateId());
    }

    private Pool shortPool() {
        return pool.hear(JOB.attempt(1).gaveUp(FailureClass.LOST), JOB.at())
                .pool()
                .hear(JOB.attempt(2).gaveUp(FailureClass.LOST), JOB.at())
                .pool();
    }
}
