package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Refusal;
import dev.comfymesh.executor.domain.RunError;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.StopReason;
import dev.comfymesh.executor.domain.Submission;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptRunTest extends RunScene {
    @Test
    void recordsTheSubmitBeforeItIsSentAndTheStartOnceItIsHeard() {
        var run = run(assigned(NOW.plusSeconds(60)));
        attempts.beforeSave = () -> node.asked.add("state");
        run.steps(1);
        assertThat(attempts.saved).containsExactly(AttemptState.SUBMITTING);
        run.attempt.heardStart();
        run.steps(1);
        assertThat(node.asked).containsExactly("submit");

        now = NOW.plusMillis(400);
        run.steps(1);

        assertThat(attempts.saved).containsExactly(AttemptState.SUBMITTING, AttemptState.RUNNING);
        assertThat(attempts.facts).singleElement().isEqualTo(started(NOW));
        assertThat(node.asked).containsExactly("submit", "state");
    }

    @Test
    void statesTheStartOfAQuickRunWithItsEnd() {
        node.fetched = anything();
        node.sighting = finished();
        var run = run(assigned(NOW.plusSeconds(60)));
        run.steps(1);

        run.attempt.heardStart();
        run.attempt.heardEnd();
        run.steps(1);

        assertThat(node.asked).containsExactly("submit", "look", "fetch");
        assertThat(attempts.saved).containsExactly(AttemptState.SUBMITTING, AttemptState.SUCCEEDED);
        assertThat(attempts.facts).hasExactlyElementsOfTypes(AttemptStarted.class, AttemptSucceeded.class);
    }

    @Test
    void statesItsSuccessAgainWhenThatCouldNotBeStored() {
        node.fetched = anything();
        node.sighting = finished();
        var run = run(assigned(NOW.plusSeconds(60)));
        run.steps(1);
        attempts.beforeSave = () -> {
            throw new IllegalStateException("the database is away");
        };
        run.attempt.heardStart();
        run.attempt.heardEnd();
        run.steps(1);
        assertThat(attempts.facts).isEmpty();

        attempts.beforeSave = () -> {};
        run.steps(2);

        assertThat(node.asked).containsOnlyOnce("fetch");
        assertThat(attempts.facts).hasExactlyElementsOfTypes(AttemptStarted.class, AttemptSucceeded.class);
    }

    @Test
    void looksAtAYoungRunOnlyWhenItIsTold() {
        var run = run(assigned(NOW.plusSeconds(60)));

        run.steps(3);
        assertThat(node.asked).containsExactly("submit");

        now = NOW.plusSeconds(1);
        run.steps(1);
        assertThat(node.asked).containsExactly("submit", "look");
    }

    @Test
    void isNobodysWorkWhenItWasNeverStored() {
        var run = new Stepped(assigned(NOW.plusSeconds(60)));
        attempts.stored = null;

        run.steps(2);

        assertThat(node.asked).isEmpty();
        assertThat(run.ended).isTrue();
    }

    @Test
    void neverSubmitsASecondTime() {
        node.submission = new Submission.Unknown("the connection was closed");
        var run = run(assigned(NOW.plusSeconds(60)));

        run.steps(2);
        now = NOW.plusMillis(500);
        run.steps(2);

        assertThat(node.asked).containsExactly("submit", "look", "look");
        assertThat(attempts.saved).containsExactly(AttemptState.SUBMITTING);
    }

    @Test
    void freesMemoryBeforeItSaysThatThereWasTooLittle() {
        node.sighting = new Sighting.Broke(new RunError("5", "KSampler", "torch.OutOfMemoryError", "no room", 9));
        attempts.beforeSave = () -> node.asked.add("state");
        var run = run(assigned(NOW.plusSeconds(60)).in(AttemptState.RUNNING));

        run.steps(1);

        assertThat(node.asked).containsExactly("look", "free", "state");
        assertThat(failure()).isEqualTo(FailureClass.OUT_OF_MEMORY);
    }

    @Test
    void takesAPartlyAcceptedGraphBack() {
        node.submission = new Submission.Refused(new Refusal("", "Some outputs are invalid", List.of()), true);
        var run = run(assigned(NOW.plusSeconds(60)));

        run.steps(1);

        assertThat(node.asked).containsExactly("submit", "cancel");
        assertThat(failure()).isEqualTo(FailureClass.GRAPH_INVALID);
    }

    @Test
    void cancelsBeforeItLooksWhenItWasRevoked() {
        node.sighting = new Sighting.Absent();
        var run = run(assigned(NOW.plusSeconds(60)).in(AttemptState.RUNNING));
        run.attempt.notice(new Attempt.Stop(StopReason.REVOKED, NOW));

        run.steps(1);

        assertThat(node.asked).containsExactly("cancel", "look");
        assertThat(failure()).isEqualTo(FailureClass.REVOKED);
    }

    @Test
    void startsNothingTooLate() {
        var run = run(assigned(NOW.minusSeconds(1)));

        run.steps(1);

        assertThat(node.asked).isEmpty();
        assertThat(failure()).isEqualTo(FailureClass.NOT_STARTED);
    }

    @Test
    void doesNothingWithoutEnoughOfItsLease() {
        mayAct = false;
        var run = run(assigned(NOW.plusSeconds(60)));

        run.steps(3);

        assertThat(node.asked).isEmpty();
        assertThat(attempts.saved).isEmpty();
    }

    @Test
    void waitsForTheSocketThatWillHearIt() {
        hearing = false;
        var run = run(assigned(NOW.plusSeconds(60)));
        run.steps(1);
        assertThat(node.asked).isEmpty();

        hearing = true;
        run.steps(1);

        assertThat(node.asked).containsExactly("submit");
    }

    @Test
    void goesOnFromTheTableWhenSomebodyElseEndedTheAttempt() {
        var order = assigned(NOW.plusSeconds(60));
        attempts.stored = order.in(AttemptState.FAILED);
        var run = run(order);

        run.steps(2);

        assertThat(node.asked).isEmpty();
        assertThat(attempts.facts).isEmpty();
        assertThat(run.ended).isTrue();
    }

    @Test
    void anAttemptWhoseGraphIsGoneEndsWhenItIsTooLateToStart() {
        attempts.graphIsGone = true;
        var run = run(assigned(NOW.plusSeconds(60)));
        run.steps(2);
        assertThat(attempts.facts).isEmpty();

        now = NOW.plusSeconds(61);
        run.steps(1);

        assertThat(failure()).isEqualTo(FailureClass.NOT_STARTED);
        assertThat(node.asked).isEmpty();
    }

    @Test
    void givesUpWhatCannotBeBroughtToAnEnd() {
        node.broken = new IllegalStateException("an answer that makes no sense");
        var run = run(assigned(NOW.plusSeconds(60)).in(AttemptState.RUNNING));
        run.steps(2);
        assertThat(attempts.facts).isEmpty();

        now = NOW.plusSeconds(601);
        run.steps(2);

        assertThat(failure()).isEqualTo(FailureClass.INTERNAL);
        assertThat(attempts.facts).hasSize(1);
        assertThat(node.asked).endsWith("cancel");
        assertThat(run.ended).isTrue();
    }

    @Test
    void saysWhichSocketDidNotHearAnEnd() {
        node.fetched = anything();
        node.sighting = finished();
        var run = run(assigned(NOW.plusSeconds(60)).in(AttemptState.RUNNING).submittedAs("cm-target-2"));

        run.steps(1);

        assertThat(run.unheard).isEqualTo("cm-target-2");
        assertThat(attempts.facts).hasExactlyElementsOfTypes(AttemptSucceeded.class);
    }

    @Test
    void isPatientWithTheSilenceOfARunThatItCannotHear() {
        node.sighting = new Sighting.Running();
        hearing = false;
        var run = run(assigned(NOW).in(AttemptState.RUNNING).submittedAs("cm-target-2"));
        run.steps(1);

        now = NOW.plusSeconds(10);
        run.steps(1);
        assertThat(attempts.stored.stop()).isNull();

        hearing = true;
        now = NOW.plusSeconds(20);
        run.steps(1);
        assertThat(attempts.stored.stop().reason()).isEqualTo(StopReason.STALLED);
    }
}
