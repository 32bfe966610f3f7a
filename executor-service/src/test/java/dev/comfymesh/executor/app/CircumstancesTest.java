package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Patience;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.StopReason;
import dev.comfymesh.executor.domain.Submission;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens to a connection and a node while a run is under way: each ends in the truth, and in one ending. */
class CircumstancesTest extends RunScene {
    CircumstancesTest() {
        patience = patience(1, 1);
        node.fetched = anything();
    }

    @Test
    void ofASilentSocketTheLooksTellTheEnd() {
        var run = running();
        node.sighting = finished();

        pass(run, 1);

        assertThat(attempts.facts).hasExactlyElementsOfTypes(AttemptStarted.class, AttemptSucceeded.class);
        assertThat(run.unheard).as("the socket that did not hear it").isEqualTo("cm-target-3");
    }

    @Test
    void aSocketThatIsThereAgainMakesUsLookAtOnce() {
        var run = running();
        run.steps(2);
        node.asked.clear();

        run.attempt.heardAgain();
        run.steps(1);

        assertThat(node.asked).containsExactly("look");
    }

    @Test
    void whatIsToldTwiceIsStatedOnce() {
        var run = running();
        run.attempt.heardStart();
        pass(run, 1);
        node.sighting = finished();

        run.attempt.heardEnd();
        run.attempt.heardEnd();
        run.steps(2);
        run.attempt.heardEnd();
        run.attempt.heardStart();
        run.steps(2);

        assertThat(attempts.facts).hasExactlyElementsOfTypes(AttemptStarted.class, AttemptSucceeded.class);
    }

    @Test
    void anEndThatIsToldAndNotSeenEndsNothing() {
        var run = running();

        run.attempt.heardEnd();
        pass(run, 5);

        assertThat(attempts.facts).hasExactlyElementsOfTypes(AttemptStarted.class);
        assertThat(run.ended).isFalse();
    }

    @Test
    void aStartThatWasNotToldIsSeen() {
        var run = submitted();
        node.sighting = new Sighting.Running();

        pass(run, 1);

        assertThat(attempts.facts).hasExactlyElementsOfTypes(AttemptStarted.class);
    }

    @Test
    void aNodeThatForgotEverythingHasLostTheRun() {
        var run = running();
        node.sighting = new Sighting.Absent();

        pass(run, 2);
        assertThat(run.ended).isFalse();
        pass(run, 2);

        assertThat(failure()).isEqualTo(FailureClass.LOST);
    }

    @Test
    void whoTakesOurClientIdTakesTheEventsAndNotTheRun() {
        var run = submitted();
        node.sighting = new Sighting.Running();
        pass(run, 1);
        node.sighting = finished();
        pass(run, 1);

        assertThat(attempts.facts).hasExactlyElementsOfTypes(AttemptStarted.class, AttemptSucceeded.class);
        assertThat(run.unheard).isEqualTo("cm-target-3");
    }

    @Test
    void runsOfOthersInFrontOfItAreWaitedFor() {
        var run = submitted();
        node.sighting = new Sighting.Pending();

        pass(run, 300);

        assertThat(run.ended).isFalse();
        assertThat(node.asked).doesNotContain("cancel");
    }

    @Test
    void isInterruptedByItsIdAloneWhenItsTimeIsOver() {
        var run = submitted();
        node.sighting = new Sighting.Pending();
        pass(run, 1);

        now = NOW.plusSeconds(600);
        run.steps(1);
        assertThat(attempts.stored.stop().reason()).isEqualTo(StopReason.OVERDUE);
        node.sighting = new Sighting.Absent();
        run.steps(1);

        assertThat(node.asked).endsWith("cancel", "look");
        assertThat(failure()).isEqualTo(FailureClass.TIME_LIMIT);
    }

    @Test
    void isInterruptedAsStalledWhenItShowsNoProgress() {
        var run = running();
        pass(run, 12);
        assertThat(attempts.stored.stop().reason()).isEqualTo(StopReason.STALLED);

        node.sighting = new Sighting.Interrupted(70);
        run.steps(1);

        assertThat(failure()).isEqualTo(FailureClass.STALLED);
        assertThat(((AttemptFailed) attempts.facts.getLast()).gpuMillis()).isEqualTo(70);
    }

    @Test
    void aSubmitWithoutAnAnswerIsLookedForAndNeverRepeated() {
        node.submission = new Submission.Unknown("no answer");
        patience = patience(1, 3);
        var run = run(assigned(NOW.plusSeconds(60)));
        run.steps(1);

        pass(run, 3);
        assertThat(run.ended).as("validated still, for all we know").isFalse();
        pass(run, 1);

        assertThat(failure()).isEqualTo(FailureClass.LOST);
        assertThat(node.asked).containsOnlyOnce("submit");
    }

    @Test
    void aLateSubmitIsFollowedOnceItIsSeen() {
        node.submission = new Submission.Unknown("no answer");
        patience = patience(1, 3);
        var run = run(assigned(NOW.plusSeconds(60)));
        run.steps(1);
        pass(run, 2);
        node.sighting = new Sighting.Running();
        pass(run, 1);
        node.sighting = finished();
        pass(run, 1);

        assertThat(attempts.facts).hasExactlyElementsOfTypes(AttemptStarted.class, AttemptSucceeded.class);
    }

    @Test
    void aNewOwnerKnowsWhatTheTableKnows() {
        patience = patience(1, 3);
        node.sighting = new Sighting.Absent();
        var run = run(assigned(NOW.plusSeconds(60)).in(AttemptState.SUBMITTING).submittedAs("cm-target-2"));

        pass(run, 3);
        assertThat(run.ended).isFalse();
        pass(run, 1);

        assertThat(failure()).isEqualTo(FailureClass.LOST);
    }

    private static Patience patience(int absentSeconds, int unansweredSeconds) {
        var second = Duration.ofSeconds(1);
        return new Patience(
                3,
                Duration.ofSeconds(absentSeconds),
                Duration.ofSeconds(unansweredSeconds),
                second,
                second,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
    }

    /** A run that the node took, and of which nothing was heard or seen since. */
    private Stepped submitted() {
        var run = run(assigned(NOW.plusSeconds(60)));
        run.steps(1);
        return run;
    }

    private Stepped running() {
        var run = submitted();
        node.sighting = new Sighting.Running();
        pass(run, 1);
        return run;
    }

    /** Seconds pass, with a turn of the loop in each. */
    private void pass(Stepped run, int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            run.steps(1);
        }
    }
}
