package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.Course;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Move;
import dev.comfymesh.executor.domain.RunRule.Deed;
import dev.comfymesh.executor.domain.RunRules;
import dev.comfymesh.executor.domain.RunState;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Sign;
import dev.comfymesh.executor.domain.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gathers what is learned of one run, and says when to look at it: at once when told that it is over, a few times more because
 * a node tells that a moment before it can be asked for it, and else at the pace of its poll.
 */
final class Lookout {
    private final Course course;
    private final Pace pace;
    private final Clock clock;
    private final AtomicReference<Watch> watch;

    // Written by the socket's thread, read by the loop's.
    private volatile boolean heardEnd;
    private volatile Instant lookAgain;

    // The loop's alone.
    private int quickLooks;

    Lookout(Ports ports, Attempt attempt) {
        this.course = ports.course();
        this.pace = ports.pace();
        this.clock = ports.clock();
        var now = clock.instant();
        this.lookAgain = now;
        this.watch = new AtomicReference<>(Watch.from(attempt.state(), now));
    }

    /** What the rules say to do about something that was heard. */
    Deed heard(Sign sign) {
        var rule = RunRules.of(learn(sign), sign);
        if (rule == null) {
            return Deed.REST;
        }
        if (sign == Sign.HEARD_END) {
            heardEnd = true;
        }
        if (rule.deed() == Deed.LOOK) {
            lookAgain = Instant.MIN;
        }
        return rule.deed();
    }

    /** What the rules say to do after a look. */
    Move saw(Attempt attempt, Graph graph, Sighting sighting) {
        var now = clock.instant();
        var seen = watch.updateAndGet(before -> before.after(sighting, now));
        var sign = course.read(attempt, seen, sighting, now);
        return course.next(attempt, graph, learn(sign), sign, sighting);
    }

    /** Answers what was known before. */
    private RunState learn(Sign sign) {
        var now = clock.instant();
        return watch.getAndUpdate(before -> before.learned(sign, now)).known();
    }

    /** A run that we cannot hear is not to blame for its silence. */
    void excuse() {
        var now = clock.instant();
        watch.updateAndGet(seen -> seen.stirred(now));
    }

    boolean heardEnd() {
        return heardEnd;
    }

    boolean lookIsDue() {
        return !clock.instant().isBefore(lookAgain);
    }

    /** What the loop's period finds too early it finds the next time, and what an event tells needs no look before. */
    void lookLater() {
        lookAgain = clock.instant().plus(pace.poll().dividedBy(2));
    }

    /** The pause before the next look at a run that is said to be over and not seen so; empty when there is no hurry. */
    Optional<Duration> quickLook() {
        if (!heardEnd) {
            return Optional.empty();
        }
        quickLooks++;
        var pause = pace.quickLook().multipliedBy(quickLooks);
        if (quickLooks == pace.quickLooks()) {
            heardEnd = false;
            quickLooks = 0;
        }
        return Optional.of(pause);
    }
}
