package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import dev.comfymesh.router.domain.Policy;
import dev.comfymesh.router.domain.Rechoice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which policy recorded decisions are to be made again under, and since when, which is a week ago if it is not said.
 *
 * @param policy the name of one of the router's; or CHEAPEST, FASTEST or PRICED, which know one measure alone
 * @param microsPerSecondOfWait what a second until the end of a run is worth, for PRICED; 0 if it is not said
 */
public record NewReplay(
        @NotNull String policy,
        @Min(0) @Max(1_000_000_000) long microsPerSecondOfWait,
        @Nullable Instant since) {

    Rechoice rechoice(Policy known) {
        return switch (policy) {
            case "CHEAPEST" -> Rechoice.cheapest();
            case "FASTEST" -> Rechoice.fastest();
            case "PRICED" -> Rechoice.priced(microsPerSecondOfWait);
            default -> known.named(policy).map(Rechoice::of).orElseThrow(NewReplay::unknown);
        };
    }

    private static ProblemException unknown() {
        var error = Map.of(
                "field",
                "policy",
                "detail",
                "must be the name of a policy of the router, or CHEAPEST, FASTEST or PRICED");
        return new ProblemException(
                Problem.of(422, "invalid-field", "A field has a wrong value", "See 'errors' for its rule.")
                        .with("errors", List.of(error)));
    }
}
