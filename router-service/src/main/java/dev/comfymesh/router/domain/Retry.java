package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows when an attempt has failed. Pure: the class of the failure and what was tried before decide.
 *
 * @param attempts how many a candidate may have
 * @param pause before its second one; each further pause is twice as long
 */
public record Retry(int attempts, Duration pause) {

    /** An attempt that failed, with what its candidate knew before: the targets to avoid and the one to stay on. */
    public record Failure(
            int number,
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
        return switch (failed.failure()) {
            case UNKNOWN -> new Await();
            case GRAPH_INVALID, NODE_CLASS_MISSING, INPUT_MISSING, NODE_ERROR, DEADLINE, BUDGET ->
                new GiveUp(failed.failure(), failed.problem());
            // Whoever asks here wants the candidate still: without another attempt its pool would wait for ever.
            case NOT_STARTED, REVOKED -> again(failed, failed.avoided(), failed.stayOn(), deadline, now);
            case OUT_OF_MEMORY ->
                failed.targetId().equals(failed.stayOn())
                        ? again(failed, avoidingIt(failed), null, deadline, now)
                        : again(failed, failed.avoided(), failed.targetId(), deadline, now);
            case TIME_LIMIT, MODEL_MISSING, INTERRUPTED, LOST, UNREACHABLE, OUTPUT_UNVERIFIABLE, INTERNAL ->
                again(failed, avoidingIt(failed), null, deadline, now);
        };
    }

    /** Whether the failure tells against the target: it did not answer, forgot what it had taken, or lied. */
    public static boolean isTargetsFault(FailureClass failure) {
        return switch (failure) {
            case LOST, UNREACHABLE, OUTPUT_UNVERIFIABLE -> true;
            case GRAPH_INVALID,
                    NODE_CLASS_MISSING,
                    MODEL_MISSING,
                    INPUT_MISSING,
                    OUT_OF_MEMORY,
                    NODE_ERROR,
                    INTERRUPTED,
                    TIME_LIMIT,
                    NOT_STARTED,
                    REVOKED,
                    DEADLINE,
                    BUDGET,
                    UNKNOWN,
                    INTERNAL -> false;
        };
    }

    private Next again(Failure failed, Set<String> avoided, @Nullable String stayOn, Instant deadline, Instant now) {
        if (!now.isBefore(deadline)) {
            return new GiveUp(FailureClass.DEADLINE, failed.problem());
        }
        if (failed.number() >= attempts) {
            return new GiveUp(failed.failure(), failed.problem());
        }
        return new TryAgain(now.plus(pause.multipliedBy(1L << (failed.number() - 1))), avoided, stayOn);
    }

    private static Set<String> avoidingIt(Failure failed) {
        var avoided = new HashSet<>(failed.avoided());
        avoided.add(failed.targetId());
        return avoided;
    }
}
