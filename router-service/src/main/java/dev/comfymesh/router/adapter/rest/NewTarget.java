package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.app.TargetSpec;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** A node as an operator states it; two slots and no cost unless said otherwise. */
public record NewTarget(
        @NotNull @Pattern(regexp = "https?://\\S+") String url,
        @Nullable @Min(1) @Max(64) Integer slots,
        @Nullable @Min(0) Long microsPerHour) {
    private static final int DEFAULT_SLOTS = 2;

    TargetSpec spec(String id) {
        return new TargetSpec(
                id,
                TargetKind.NODE,
                TargetContract.GRAPH,
                url,
                slots == null ? DEFAULT_SLOTS : slots,
                microsPerHour == null ? 0 : microsPerHour);
    }
}
