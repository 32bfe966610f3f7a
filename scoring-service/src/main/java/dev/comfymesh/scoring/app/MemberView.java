package dev.comfymesh.scoring.app;

import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Gap;
import dev.comfymesh.scoring.domain.Region;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One candidate as an operator sees it; what was not measured or judged is null, or empty.
 *
 * @param unknown what was to be measured and could not be, and why
 * @param regions where in the picture something was seen
 * @param scorerMicros who measured, and for how long
 * @param models with what each scorer measured that needs any, by id and digest
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
        Map<String, GapView> unknown,
        List<RegionView> regions,
        Map<String, Long> scorerMicros,
        Map<String, List<String>> models,
        @Nullable Verdict verdict,
        @Nullable String fingerprint,
        @Nullable String duplicateOf,
        FateView fate,
        List<Explanation> explanations) {
    /** What became of it: {@code reason} is the code of what it did not keep, null when there is none. */
    public record FateView(String ending, @Nullable String reason, String detail) {}

    /** Why something was not measured: {@code code} says whether a model is missing or the picture does not allow it. */
    public record GapView(String code, String detail) {
        static GapView of(Gap gap) {
            return new GapView(gap.cause().name(), gap.why());
        }
    }

    /** A box in shares of the picture's width and height from the upper left, and what is there. */
    public record RegionView(String dimension, double left, double top, double width, double height, String label) {
        static RegionView of(Region region) {
            return new RegionView(
                    region.dimension().word(),
                    region.left(),
                    region.top(),
                    region.width(),
                    region.height(),
                    region.label());
        }
    }

    /**
     * What one gate says, and how it comes to that.
     *
     * @param dimension null for a statement
     * @param margin how far on the good side of the threshold, in the unit; negative beyond it
     * @param regions where to look for what it speaks of
     * @param scorer who measured, with its version
     * @param models with what it measured, by id and digest
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
            List<RegionView> regions,
            @Nullable String scorer,
            List<String> models,
            @Nullable Long scorerMicros,
            @Nullable String action) {}
}
