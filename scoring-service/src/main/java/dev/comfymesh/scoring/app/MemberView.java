package dev.comfymesh.scoring.app;

import dev.comfymesh.contracts.Verdict;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One candidate as an operator sees it; what was not measured or judged is null, or empty.
 *
 * @param unknown what was to be measured and could not be, and why
 * @param scorerMicros who measured, and for how long
 * @param fingerprint what its picture looks like, in hexadecimal digits
 * @param duplicateOf the better candidate because of which it is not delivered: the two look the same
 * @param explanations what each gate of the profile says, in their order
 */
public record MemberView(
        String candidateId,
        int n,
        long seed,
        String state,
        @Nullable UUID attemptId,
        @Nullable String lostTo,
        Map<String, Double> measurements,
        Map<String, String> unknown,
        Map<String, Long> scorerMicros,
        @Nullable Verdict verdict,
        @Nullable String fingerprint,
        @Nullable String duplicateOf,
        FateView fate,
        List<Explanation> explanations) {
    /** What became of it: {@code reason} is the code of what it did not keep, null when there is none. */
    public record FateView(String ending, @Nullable String reason, String detail) {}

    /**
     * What one gate says, and how it comes to that.
     *
     * @param dimension null for a statement
     * @param margin how far on the good side of the threshold, in the unit; negative beyond it
     * @param scorer who measured, with its version
     * @param action what is worth trying where it is broken
     */
    public record Explanation(
            String code,
            String state,
            @Nullable String dimension,
            @Nullable Double measured,
            @Nullable String unit,
            @Nullable String bound,
            @Nullable Double threshold,
            @Nullable Double margin,
            String message,
            @Nullable String scorer,
            @Nullable Long scorerMicros,
            @Nullable String action) {}
}
