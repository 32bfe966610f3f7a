package dev.comfymesh.router.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How a target has done lately: how many of its attempts came to an output, and how many times as long as expected its runs
 * took. It is forgotten with a half-life, so that a target which was left alone is tried again.
 */
public record Form(double succeeded, double failed, double pace, Instant at) {
    public static final Form UNKNOWN = new Form(0, 0, 1, Instant.EPOCH);

    private static final Duration HALF_LIFE = Duration.ofMinutes(10);
    // Believed of a target before it has shown anything.
    private static final double PRIOR_SUCCEEDED = 19;
    private static final double PRIOR_FAILED = 1;
    private static final double GAIN = 0.3;
    // The lengths of runs vary by as much where nothing is the matter.
    private static final double PLAINLY_SLOW = 1.6;

    /** After a run that took so many times as long as expected. */
    public Form succeeded(double times, Instant now) {
        var left = Decay.left(at, now, HALF_LIFE);
        var before = 1 + (pace - 1) * left;
        return new Form(succeeded * left + 1, failed * left, before + GAIN * (times - before), now);
    }

    public Form failed(Instant now) {
        var left = Decay.left(at, now, HALF_LIFE);
        return new Form(succeeded * left, failed * left + 1, 1 + (pace - 1) * left, now);
    }

    /** How many attempts there have been of late. */
    double runs(Instant now) {
        return (succeeded + failed) * Decay.left(at, now, HALF_LIFE);
    }

    /** How likely an attempt comes to an output. */
    int successPerMille(Instant now) {
        var left = Decay.left(at, now, HALF_LIFE);
        var good = PRIOR_SUCCEEDED + succeeded * left;
        return (int) Math.round(1000 * good / (good + PRIOR_FAILED + failed * left));
    }

    /** How many times as long as expected it takes, in thousandths; a thousand unless it is plainly slow. */
    int pacePerMille(Instant now) {
        var slow = 1 + (pace - 1) * Decay.left(at, now, HALF_LIFE);
        return slow < PLAINLY_SLOW ? 1000 : (int) Math.round(1000 * slow);
    }
}
