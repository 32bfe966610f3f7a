package dev.comfymesh.agent.domain;

import java.time.Duration;

/** How long to wait after failures in a row: twice as long each time up to a limit, and never all agents together. */
public record Pauses(Duration first, Duration longest) {

    /** After the n-th failure, from 1; {@code chance} lies in [0, 1). */
    public Duration after(int failures, double chance) {
        var doublings = Math.clamp(failures - 1L, 0, 30);
        var full = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis((long) (full * (0.5 + chance / 2)));
    }
}
