package dev.comfymesh.executor.domain;

import static dev.comfymesh.executor.domain.AttemptState.FETCHING;
import static dev.comfymesh.executor.domain.AttemptState.RUNNING;
import static dev.comfymesh.executor.domain.AttemptState.SUBMITTED;
import static dev.comfymesh.executor.domain.AttemptState.SUBMITTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        assertThat(looks(attempt(SUBMITTING), new Sighting.Pending(), 1))
                .isEqualTo(new Move.Advance(Happening.ACCEPTED));
        assertThat(looks(attempt(SUBMITTED), new Sighting.Pending(), 1)).isEqualTo(new Move.Wait());
        assertThat(looks(attempt(SUBMITTED), new Sighting.Running(), 1)).isEqualTo(new Move.Advance(Happening.STARTED));
        assertThat(looks(attempt(RUNNING), new Sighting.Running(), 1)).isEqualTo(new Move.Wait());
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
        void doesNotCountLooksInQuickSuccession() {
            var watch = Watch.from(START);
            for (int look = 0; look < 10; look++) {
                watch = watch.after(new Sighting.Absent(), START);
            }

            assertThat(course.next(attempt(RUNNING), watch, new Sighting.Absent(), START))
                    .isEqualTo(new Move.Wait());
        }

        @Test
        void beginsToCountAnewWhenItIsSeenInBetween() {
            var watch = Watch.from(START)
                    .after(new Sighting.Absent(), START)
                    .after(new Sighting.Absent(), START.plusSeconds(2))
                    .after(new Sighting.Running(), START.plusSeconds(4))
                    .after(new Sighting.Absent(), START.plusSeconds(6));

            assertThat(course.next(attempt(RUNNING), watch, new Sighting.Absent(), START.plusSeconds(6)))
                    .isEqualTo(new Move.Wait());
        }

        @Test
        void takesACancelledOneAsGoneAtOnce() {
            assertThat(failure(looks(revoked(SUBMITTED, START), new Sighting.Absent(), 1)))
                    .isEqualTo(FailureClass.REVOKED);
        }

        @Test
        void waitsForALateSubmitEvenWhenItIsRevoked() {
            assertThat(looks(revoked(SUBMITTING, START), new Sighting.Absent(), 1))
                    .isEqualTo(new Move.Wait());
            assertThat(failure(looks(revoked(SUBMITTING, START), new Sighting.Absent(), 3)))
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

            assertThat(looks(attempt(FETCHING), silent, 30)).isEqualTo(new Move.Wait());
            assertThat(failure(looks(attempt(FETCHING), silent, 31))).isEqualTo(FailureClass.LOST);
        }
    }

    @Nested
    class WhenTheRunTakesTooLong {
        @Test
        void isStoppedWhenItsTimeIsOver() {
            var late = START.plus(Duration.ofHours(1));
            var watch = Watch.from(START).stirred(late).after(new Sighting.Running(), late);

            assertThat(course.next(attempt(RUNNING), watch, new Sighting.Running(), late))
                    .isEqualTo(new Move.Stop(StopReason.OVERDUE));
        }

        @Test
        void isStoppedWhenItShowsNoSignOfLife() {
            assertThat(looks(attempt(RUNNING), new Sighting.Running(), 150)).isEqualTo(new Move.Wait());
            assertThat(looks(attempt(RUNNING), new Sighting.Running(), 151))
                    .isEqualTo(new Move.Stop(StopReason.STALLED));
        }

        @Test
        void mayWaitInTheNodesQueueForLong() {
            assertThat(looks(attempt(SUBMITTED), new Sighting.Pending(), 500)).isEqualTo(new Move.Wait());
        }

        @Test
        void isGivenUpWhenItIgnoresItsInterruption() {
            assertThat(looks(revoked(RUNNING, START), new Sighting.Running(), 15))
                    .isEqualTo(new Move.Wait());
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
        var watch = Watch.from(START);
        for (int look = 0; look < count; look++) {
            watch = watch.after(sighting, START.plus(POLL.multipliedBy(look)));
        }
        return course.next(attempt, watch, sighting, START.plus(POLL.multipliedBy(count - 1)));
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
        return new Attempt(order, state, "cm-target-1", null);
    }
}
