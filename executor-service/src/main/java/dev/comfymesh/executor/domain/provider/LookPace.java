package dev.comfymesh.executor.domain.provider;

import java.time.Duration;

/**
 * How often a run at a provider is looked at: often at first, then ever less, and less where many are looked at.
 *
 * @param least two looks at one run are at least this far apart
 * @param most and no further apart than this while the account has few runs
 * @param between looks at one account are this far apart on average
 */
public record LookPace(Duration least, Duration most, Duration between) {
    /** A run that took so long already is looked at again after a share of it. */
    private static final int SHARE = 6;

    public Duration pause(Duration since, int runs) {
        var wanted = clamp(since.dividedBy(SHARE));
        var fair = between.multipliedBy(runs);
        return fair.compareTo(wanted) > 0 ? fair : wanted;
    }

    /** The pause before asking once more for something that was not heeded so many times. */
    public Duration pauseAfter(int times) {
        return clamp(least.multipliedBy(1L << Math.min(times, 10)));
    }

    private Duration clamp(Duration wanted) {
        if (wanted.compareTo(least) < 0) {
            return least;
        }
        return wanted.compareTo(most) > 0 ? most : wanted;
    }
}
