package dev.comfymesh.router.adapter.rest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a target is to be emptied: what lives there may end, unless it is to leave after so long. */
public record NewDrain(@Nullable @Min(0) @Max(86_400) Integer revokeAfterSeconds) {
    static final NewDrain PATIENT = new NewDrain(null);

    @Nullable
    Instant revokeAt(Instant now) {
        return revokeAfterSeconds == null ? null : now.plusSeconds(revokeAfterSeconds);
    }
}
