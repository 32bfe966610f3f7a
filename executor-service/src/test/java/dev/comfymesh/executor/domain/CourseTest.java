package dev.comfymesh.executor.domain;

import static dev.comfymesh.executor.domain.AttemptState.RUNNING;
import static dev.comfymesh.executor.domain.AttemptState.SUBMITTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");
    private static final Duration POLL = Duration.ofSeconds(2);

    private final Course course = new Course(new Patience(
            3,
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5)));

    @Test
    void collectsTheOutputsOfAFinishedRunInWhateverState() {
        var run = new FinishedRun(List.of(), Set.of(), 12);

        assertThat(looks(attempt(SUBMITTING), new Sighting.Finished(run), 1)).isEqualTo(new Move.Collect(run));
        assertThat(looks(revoked(RUNNING, START), new Sighting.Finished(run), 1))
                .isEqualTo(new Move.Collect(run));
    }

    @Test
    void followsTheRunThroughTheQueue() {
        assertThat(looks(attempt(SUBMITTING), new Sighting.Pending(), 1)).isEqualTo(new Move.Wait());
        assertThat(looks(attempt(SUBMITTING), new Sighting.Running(), 1)).isEqualTo(new Move.Start());
    }

    @Nested
    class WhenTheNodeDoesNotKnowTheRun {
        @Test
        void believesItOnlyTheThirdTime() {
            assertThat(looks(attempt(RUNNING), new Sighting.Absent(), 2)).isEqualTo(new Move.Wait());
            assertThat(failure(looks(attempt(RUNNING), new Sighting.Absent(), 3)))
                    .isEqualTo(FailureClass.LOST);
        }

        @Test
        void waitsLongerForOneThatMayBeValidatedStill() {
            assertThat(looks(attempt(SUBMITTING), new Sighting.Absent(), 5)).isEqualTo(new Move.Wait());
            assertThat(failure(looks(attempt(SUBMITTING), new Sighting.Absent(), 6)))
                    .isEqualTo(FailureClass.LOST);
        }

        @Test
        void believesItSoonOfOneThatTheNodeHadTaken() {
            var watch = watch(attempt(SUBMITTING)).learned(Sign.TAKEN, START);

            assertThat(failure(looks(attempt(SUBMITTING), watch, new Sighting.Absent(), 3)))
                    .isEqualTo(FailureClass.LOST);
        }

        @Test
        void doesNotCountLooksInQuickSuccession() {
            var watch = watch(attempt(RUNNING));
            for (int look = 0; look < 10; look++) {
                watch = watch.after(new Sighting.Absent(), START);
            }

            assertThat(course.read(attempt(RUNNING), watch, new Sighting.Absent(), START))
                    .isEqualTo(Sign.MISSED);
        }

        @Test
        void beginsToCountAnewWhenItIsSeenInBetween() {
            var watch = watch(attempt(RUNNING))
                    .after(new Sighting.Absent(), START)
                    .after(new Sighting.Absent(), START.plusSeconds(2))
                    .after(new Sighting.Running(), START.plusSeconds(4))
                    .after(new Sighting.Absent(), START.plusSeconds(6));

            assertThat(course.read(attempt(RUNNING), watch, new Sighting.Absent(), START.plusSeconds(6)))
                    .isEqualTo(Sign.MISSED);
        }

        @Test
        void takesACancelledOneAsGoneAtOnce() {
            assertThat(failure(looks(revoked(RUNNING, START), new Sighting.Absent(), 1)))
                    .isEqualTo(FailureClass.REVOKED);
        }

        @Test
        void waitsForALateSubmitEvenWhenItIsRevoked() {
            assertThat(looks(revoked(SUBMITTING, START), new Sighting.Absent(), 1))
                    .isEqualTo(new Move.Wait());
            assertThat(failure(looks(revoked(SUBMITTING, START), new Sighting.Absent(), 6)))
                    .isEqualTo(FailureClass.REVOKED);
        }
    }

    @Nested
    class WhenTheNodeIsAway {
        @Test
        void givesTheRunUpSoonWhenNobodyListensThere() {
            assertThat(looks(attempt(RUNNING), new Sighting.Refused(), 5)).isEqualTo(new Move.Wait());
            assertThat(failure(looks(attempt(RUNNING), new Sighting.Refused(), 6)))
                    .isEqualTo(FailureClass.LOST);
        }

        @Test
        void isPatientWithASilentOne() {
            var silent = new Sighting.Silent("timeout");

            assertThat(looks(attempt(RUNNING), silent, 30)).isEqualTo(new Move.Wait());
            assertThat(failure(looks(attempt(RUNNING), silent, 31))).isEqualTo(FailureClass.LOST);
        }
    }

    @Nested
    class WhenTheRunTakesTooLong {
        @Test
        void isStoppedWhenItsTimeIsOver() {
            var late = START.plus(Duration.ofHours(1));
            var watch = watch(attempt(RUNNING)).stirred(late).after(new Sighting.Running(), late);

            assertThat(course.read(attempt(RUNNING), watch, new Sighting.Running(), late))
                    .isEqualTo(Sign.OVERDUE);
        }

        @Test
        void isStoppedWhenItShowsNoSignOfLife() {
            assertThat(looks(attempt(RUNNING), new Sighting.Running(), 150)).isEqualTo(new Move.Start());
            assertThat(looks(attempt(RUNNING), new Sighting.Running(), 151))
                    .isEqualTo(new Move.Stop(StopReason.STALLED));
        }

        @Test
        void mayWaitInTheNodesQueueForLong() {
            assertThat(looks(attempt(SUBMITTING), new Sighting.Pending(), 500)).isEqualTo(new Move.Wait());
        }

        @Test
        void isGivenUpWhenItIgnoresItsInterruption() {
            assertThat(looks(revoked(RUNNING, START), new Sighting.Running(), 15))
                    .isEqualTo(new Move.Start());
            assertThat(failure(looks(revoked(RUNNING, START), new Sighting.Running(), 16)))
                    .isEqualTo(FailureClass.REVOKED);
        }
    }

    @Nested
    class WhenTheRunWasInterrupted {
        @Test
        void tellsOurWishFromSomebodyElses() {
            var interrupted = new Sighting.Interrupted(700);

            assertThat(looks(attempt(RUNNING), interrupted, 1))
                    .isInstanceOfSatisfying(
                            Move.End.class,
                            end -> assertThat(end.ending().failure()).isEqualTo(FailureClass.INTERRUPTED));
            assertThat(looks(revoked(RUNNING, START), interrupted, 1))
                    .isEqualTo(new Move.End(StopReason.REVOKED.ending(700)));
        }
    }

    /** The move after the n-th of equal looks, the first at the start and the others a poll apart. */
    private Move looks(Attempt attempt, Sighting sighting, int count) {
        return looks(attempt, watch(attempt), sighting, count);
    }

    private Move looks(Attempt attempt, Watch begun, Sighting sighting, int count) {
        var watch = begun;
        Move move = new Move.Wait();
        for (int look = 0; look < count; look++) {
            var now = START.plus(POLL.multipliedBy(look));
            watch = watch.after(sighting, now);
            var sign = course.read(attempt, watch, sighting, now);
            move = course.next(attempt, new Graph(Map.of()), watch.known(), sign, sighting);
            watch = watch.learned(sign, now);
        }
        return move;
    }

    private static Watch watch(Attempt attempt) {
        return Watch.from(attempt.state(), START);
    }

    private static FailureClass failure(Move move) {
        assertThat(move).isInstanceOf(Move.End.class);
        return ((Move.End) move).ending().failure();
    }

    private static Attempt revoked(AttemptState state, Instant at) {
        return attempt(state).stopping(new Attempt.Stop(StopReason.REVOKED, at));
    }

    private static Attempt attempt(AttemptState state) {
        var order = new Assignment(
                new UUID(0, 1),
                new UUID(0, 2),
                "tenant",
                "candidate",
                "target",
                7,
                "sha256:0",
                START,
                START.plus(Duration.ofHours(1)),
                false,
                null);
        return new Attempt(order, state, "cm-target-1", null, null);
    }
}
