package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.app.TargetSpec;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A node as an operator states it; two slots and no cost unless said otherwise. */
public record NewTarget(
        @NotNull @Size(max = 500) @Pattern(regexp = URL) String url,
        @Nullable @Min(1) @Max(64) Integer slots,
        @Nullable @Min(0) @Max(10_000_000_000L) Long microsPerHour) {
    /** A name or address, a port if need be, a path. */
    static final String URL = "https?://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(/[A-Za-z0-9._~/%-]*)?";

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
