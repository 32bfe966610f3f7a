package dev.comfymesh.router.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a target is trusted: some faults in a row or one lie eject it, each time for twice as long. After its return one
 * attempt tries it out, and a fault of that ejects it again; then it is given more with each honest result, until it has
 * proved itself. Faults of one that is trusted make it hold less before they eject it.
 *
 * @param proved how many results were honest since it returned; 0 for one that was never ejected
 * @param silentAt when our side last heard nothing of it; null once it was heard again
 */
public record Standing(
        int failuresInRow,
        int ejections,
        @Nullable Instant ejectedUntil,
        int proved,
        @Nullable Instant silentAt) {
    /** So many honest results after its return it is trusted as before. */
    static final int RESULTS_TO_PROVE = 5;

    public static final Standing CLEAN = new Standing(0, 0, null);

    /** When a target is ejected, and for how long. */
    public record Ejection(int failures, Duration first, Duration longest) {
        Duration lasting(int ejections) {
            var doubled = first.multipliedBy(1L << Math.min(ejections, 20));
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    /** Which has proved nothing since its last ejection. */
    public Standing(int failuresInRow, int ejections, @Nullable Instant ejectedUntil) {
        this(failuresInRow, ejections, ejectedUntil, 0, null);
    }

    public boolean ejectedAt(Instant now) {
        return ejectedUntil != null && now.isBefore(ejectedUntil);
    }

    /** Whether an ejection is over and it has not proved itself since. */
    boolean onProbation(Instant now) {
        return ejections > 0 && !ejectedAt(now);
    }

    /** Whether its next attempt is the first after an ejection. */
    boolean isUntried(Instant now) {
        return proved == 0 && onProbation(now);
    }

    /** How many attempts it may hold of as many as it has slots. */
    int slotsOf(int slots, Instant now) {
        if (ejections == 0) {
            return Math.max(1, slots >> Math.min(failuresInRow, 30));
        }
        return onProbation(now) ? Math.max(1, slots * proved / RESULTS_TO_PROVE) : 0;
    }

    /** Whether an attempt says something of the target as it is: what was assigned before its return does not. */
    public boolean regards(Instant assignedAt) {
        return ejectedUntil == null || !assignedAt.isBefore(ejectedUntil);
    }

    /** After a failure that was the target's fault; those of attempts that began before an ejection change nothing. */
    public Standing failed(Ejection ejection, Instant now) {
        if (ejectedAt(now)) {
            return this;
        }
        var trusted = ejections == 0 || proved > 0;
        if (trusted && failuresInRow + 1 < ejection.failures()) {
            return new Standing(failuresInRow + 1, ejections, ejectedUntil, proved, silentAt);
        }
        return ejected(ejection, now);
    }

    /** After a fault that our side alone saw: nothing was heard of the target. */
    public Standing fellSilent(Ejection ejection, Instant now) {
        return ejectedAt(now) ? this : failed(ejection, now).silent(now);
    }

    /** After one that was more likely ours, as others fell silent with it. */
    public Standing silencedByUs(Instant now) {
        return ejectedAt(now) ? this : silent(now);
    }

    /** Without what our side alone saw since then, and the ejection that followed from it. */
    public Standing spared(Instant since, Instant now) {
        if (silentAt == null || silentAt.isBefore(since)) {
            return this;
        }
        return ejectedAt(now)
                ? new Standing(0, ejections - 1, null, 0, silentAt)
                : new Standing(0, ejections, ejectedUntil, proved, silentAt);
    }

    /** After a success that was none. */
    public Standing lied(Ejection ejection, Instant now) {
        return ejectedAt(now) ? this : ejected(ejection, now);
    }

    /** After a result that held what it promised; it does not shorten an ejection. */
    public Standing honest(Instant now) {
        if (ejectedAt(now)) {
            return this;
        }
        return ejections == 0 || proved + 1 >= RESULTS_TO_PROVE
                ? CLEAN
                : new Standing(0, ejections, ejectedUntil, proved + 1, null);
    }

    /** The same with its ejection lifted: on probation. */
    Standing released() {
        return new Standing(failuresInRow, ejections, null);
    }

    private Standing silent(Instant at) {
        return new Standing(failuresInRow, ejections, ejectedUntil, proved, at);
    }

    private Standing ejected(Ejection ejection, Instant now) {
        return new Standing(failuresInRow + 1, ejections + 1, now.plus(ejection.lasting(ejections)), 0, null);
    }
}
