package dev.comfymesh.router.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

    Offer offer(Job job, Target target, List<Living> there, int foreign, Estimates estimates, Instant now) {
        var service = estimates.expectedMillis(job.digest(), target.targetId());
        var own = there.stream()
                .mapToLong(living ->
                        Workload.leftMillis(living, estimates.expectedMillis(living.digest(), living.targetId()), now))
                .sum();
        var ahead = own + foreign * service;
        var time = Math.ceilDiv(microsPerSecondOfWait * (ahead + service), 1000);
        return new Offer(target.targetId(), service, costMicros(target.microsPerHour(), service), ahead, time);
    }
}
