package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Course;
import dev.comfymesh.executor.domain.FileProbe;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.Patience;
import dev.comfymesh.executor.domain.Refusal;
import dev.comfymesh.executor.domain.RunError;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.StopReason;
import dev.comfymesh.executor.domain.Submission;
import dev.comfymesh.executor.domain.Tenure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttemptRunTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeNode node = new FakeNode();
    private final FakeAttempts attempts = new FakeAttempts();
    private final FakeDisk disk = new FakeDisk();
    private boolean mayAct = true;
    private boolean hearing = true;
    private Instant now = NOW;

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
        var run = run(assigned(NOW.plusSeconds(60)).in(AttemptState.SUBMITTED));
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

    private static AttemptStarted started(Instant at) {
        return new AttemptStarted(new UUID(0, 2), at, new UUID(0, 1), "candidate", "target", 3);
    }

    private static Sighting finished() {
        return new Sighting.Finished(new FinishedRun(List.of(new OutputFile("9", "a.bin", "", "output")), Set.of(), 5));
    }

    private static Fetched anything() {
        var bytes = new byte[] {1};
        return new Fetched.Whole(new FileProbe(bytes, bytes, bytes.length), "0");
    }

    private FailureClass failure() {
        assertThat(attempts.facts).last().isInstanceOf(AttemptFailed.class);
        return ((AttemptFailed) attempts.facts.getLast()).failure();
    }

    private Stepped run(Attempt attempt) {
        if (attempts.stored == null) {
            attempts.stored = attempt;
        }
        return new Stepped(attempt);
    }

    private static Attempt assigned(Instant startBy) {
        return Attempt.of(new Assignment(
                new UUID(0, 1),
                new UUID(0, 2),
                "tenant",
                "candidate",
                "target",
                7,
                "sha256:0",
                startBy,
                NOW.plusSeconds(600),
                false,
                null));
    }

    /** A run whose loop turns only when told to. */
    private final class Stepped implements Site {
        private final ManualLoops loops = new ManualLoops();
        private final AttemptRun attempt;
        private boolean ended;
        private String unheard = "";

        Stepped(Attempt order) {
            var patience = new Patience(3, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND);
            var pace = new Pace(SECOND, SECOND, 3, Duration.ofMillis(100), SECOND, 3, SECOND, SECOND, SECOND, SECOND);
            var tenures = new Tenures() {
                @Override
                public boolean mayAct(Tenure tenure) {
                    return mayAct;
                }

                @Override
                public void seek() {}
            };
            var ports = new Ports(
                    attempts,
                    null,
                    null,
                    null,
                    null,
                    new CollectOutputs(disk),
                    null,
                    tenures,
                    loops,
                    _ -> {},
                    new SilentTally(),
                    new Course(patience),
                    pace,
                    clock());
            attempt = new AttemptRun(ports, new Tenure("target", 3), this, order);
        }

        private Clock clock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
        }

        void steps(int count) {
            loops.turn(count);
        }

        @Override
        public NodeClient node() {
            return node;
        }

        @Override
        public boolean hearing(String clientId) {
            return hearing;
        }

        @Override
        public void unheard(String clientId) {
            unheard = clientId;
        }

        @Override
        public void ended(AttemptRun run) {
            ended = true;
        }
    }
}
