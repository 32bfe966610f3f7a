package dev.comfymesh.router.domain;

import java.time.Duration;

/** What a run costs: the target's rate for the time that it will take, and what the wait for its end is worth. */
public record Pricing(long microsPerSecondOfWait) {
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    /** What so much time on a target with this rate costs, rounded up. */
    public static long costMicros(long microsPerHour, long millis) {
        return Math.ceilDiv(microsPerHour * millis, HOUR_MILLIS);
    }

    /** For how long so much pays on a target with this rate: the longest time where that costs nothing. */
    static Duration paid(long micros, long microsPerHour, Duration longest) {
        return microsPerHour == 0 ? longest : Duration.ofMillis(micros * HOUR_MILLIS / microsPerHour);
    }

    Offer offer(String targetId, long microsPerHour, long serviceMillis, long aheadMillis) {
        var time = Math.ceilDiv(microsPerSecondOfWait * (aheadMillis + serviceMillis), 1000);
        return new Offer(
                targetId, microsPerHour, serviceMillis, aheadMillis, costMicros(microsPerHour, serviceMillis), time);
    }
}
