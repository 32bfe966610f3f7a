package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows when an attempt has failed. Pure: the rule of its class and what was tried before decide.
 *
 * @param attempts how many that count a candidate may have
 * @param uncounted how many it may have besides that never began
 * @param pause before its second one; each further pause is twice as long
 * @param longestPause no pause is longer, but for its share of chance
 */
public record Retry(int attempts, int uncounted, Duration pause, Duration longestPause) {
    private static final int PER_MILLE = 1000;
    private static final int SPREAD_PER_MILLE = 200;

    /**
     * An attempt that failed, with what its candidate knew before: the targets to avoid, the one to stay on, and how many
     * of its earlier attempts do not count.
     */
    public record Failure(
            String candidateId,
            int number,
            int uncountedBefore,
            String targetId,
            FailureClass failure,
            Cause problem,
            Set<String> avoided,
            @Nullable String stayOn) {}

    /** What is to be done with the candidate. */
    public sealed interface Next {}

    /** It waits again, with these wishes. */
    public record TryAgain(
            Instant notBefore,
            Set<String> avoided,
            @Nullable String stayOn) implements Next {}

    /** No attempt of it will follow. */
    public record GiveUp(FailureClass failure, Cause problem) implements Next {}

    /** It may be running still: only what the executor finds out, or its time limit, ends it. */
    public record Await() implements Next {}

    public Next after(Failure failed, Instant deadline, Instant now) {
        return switch (FailureRules.of(failed.failure()).again()) {
            case NEVER -> new GiveUp(failed.failure(), failed.problem());
            case WHEN_KNOWN -> new Await();
            case ANYWHERE -> again(failed, failed.avoided(), failed.stayOn(), deadline, now);
            case ELSEWHERE -> again(failed, avoidingIt(failed), null, deadline, now);
            case HERE_ONCE ->
                failed.targetId().equals(failed.stayOn())
                        ? again(failed, avoidingIt(failed), null, deadline, now)
                        : again(failed, failed.avoided(), failed.targetId(), deadline, now);
        };
    }

    private Next again(Failure failed, Set<String> avoided, @Nullable String stayOn, Instant deadline, Instant now) {
        if (!now.isBefore(deadline)) {
            return new GiveUp(FailureClass.DEADLINE, failed.problem());
        }
        var free = failed.uncountedBefore() + (FailureRules.of(failed.failure()).counts() ? 0 : 1);
        if (failed.number() - free >= attempts || free > uncounted) {
            return new GiveUp(failed.failure(), failed.problem());
        }
        return new TryAgain(now.plus(pauseBefore(failed.candidateId(), failed.number() + 1)), avoided, stayOn);
    }

    /** Candidates that failed together do not all come back together: each has its own share of chance, always the same. */
    Duration pauseBefore(String candidateId, int number) {
        var doubled = pause.multipliedBy(1L << Math.min(number - 2, 20));
        var bounded = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        var mixed = (31L * candidateId.hashCode() + number) * 0x9E37_79B9_7F4A_7C15L;
        var perMille = PER_MILLE - SPREAD_PER_MILLE + (mixed >>> 40) % (2 * SPREAD_PER_MILLE + 1);
        return Duration.ofMillis(bounded.toMillis() * perMille / PER_MILLE);
    }

    private static Set<String> avoidingIt(Failure failed) {
        var avoided = new HashSet<>(failed.avoided());
        avoided.add(failed.targetId());
        return avoided;
    }
}
