package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.router.domain.Rechoice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which policy recorded decisions are to be made again under, and since when, which is a week ago if it is not said.
 *
 * @param microsPerSecondOfWait what a second until the end of a run is worth, for PRICED; 0 if it is not said
 */
public record NewReplay(
        @NotNull PolicyName policy,
        @Min(0) @Max(1_000_000_000) long microsPerSecondOfWait,
        @Nullable Instant since) {

    public enum PolicyName {
        CHEAPEST,
        FASTEST,
        PRICED
    }

    Rechoice rechoice() {
        return switch (policy) {
            case CHEAPEST -> Rechoice.cheapest();
            case FASTEST -> Rechoice.fastest();
            case PRICED -> Rechoice.priced(microsPerSecondOfWait);
        };
    }
}
