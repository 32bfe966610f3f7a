package dev.comfymesh.executor.domain.provider;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.executor.domain.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What we believe of an account at a provider by how our last requests went. After failures in a row it is left alone for a
 * growing time, and so it is when it is refused; until an answer proves it well, one submit at a time tries it.
 *
 * @param failures in a row: requests without a usable answer, or refusals of the account
 * @param refused whether the last of them was a refusal of the account
 * @param closedUntil nothing is begun before
 * @param quietUntil nothing is sent before: the provider asked for a pause
 */
public record Standing(int failures, boolean refused, Instant closedUntil, Instant quietUntil) {
    public static final Standing GOOD = new Standing(0, false, Instant.MIN, Instant.MIN);

    private static final int TOLERATED = 1;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final int DOUBLINGS = 5;

    public Standing answered() {
        return failures == 0 ? this : new Standing(0, false, Instant.MIN, quietUntil);
    }

    public Standing failed(Instant now) {
        var more = failures + 1;
        return new Standing(
                more, false, more > TOLERATED ? now.plus(pause(more - TOLERATED)) : closedUntil, quietUntil);
    }

    public Standing refused(Instant now) {
        return new Standing(failures + 1, true, now.plus(pause(failures + 1)), quietUntil);
    }

    public Standing throttled(Instant now, Duration pause) {
        return new Standing(0, false, Instant.MIN, now.plus(pause));
    }

    public TargetHealth health(Instant now) {
        return closed(now) ? TargetHealth.DOWN : TargetHealth.UP;
    }

    /** How an attempt ends that would begin now; empty when it may. */
    public Optional<Ending.Failed> objection(Instant now) {
        if (!closed(now)) {
            return Optional.empty();
        }
        return Optional.of(
                refused
                        ? Ending.Failed.unstarted(
                                FailureClass.ACCOUNT_REFUSED,
                                "The provider refused the account shortly before; nothing was started.")
                        : Ending.Failed.unstarted(
                                FailureClass.NOT_STARTED,
                                "The provider did not answer shortly before; nothing was started."));
    }

    /** How many submits may be on their way at once; {@code usual} when all is well. */
    public int submitsAtOnce(Instant now, int usual) {
        if (now.isBefore(quietUntil)) {
            return 0;
        }
        return failures == 0 ? usual : 1;
    }

    /** Whether it is worth to ask if the provider answers at all again. */
    public boolean isAway() {
        return failures > TOLERATED && !refused;
    }

    private boolean closed(Instant now) {
        return now.isBefore(closedUntil);
    }

    private static Duration pause(int times) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, DOUBLINGS));
    }
}
