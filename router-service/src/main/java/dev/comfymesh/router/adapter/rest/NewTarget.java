package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.router.app.TargetSpec;
import dev.comfymesh.router.domain.Provider;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A target as an operator states it: an account with the provider, or a node where none is named. A node has two slots
 * and an account four, and neither costs anything, unless said otherwise.
 */
public record NewTarget(
        @NotNull @Size(max = 500) @Pattern(regexp = URL) String url,
        @Nullable @Min(1) @Max(64) Integer slots,
        @Nullable @Min(0) @Max(10_000_000_000L) Long microsPerHour,
        @Nullable @Pattern(regexp = Provider.WORDS) String provider,
        @Nullable @Min(0) @Max(10_000_000_000L) Long microsPerRun,
        @Nullable @Pattern(regexp = WORD) String accelerator,
        @Nullable @Pattern(regexp = WORD) String region) {
    /** A name or address, a port if need be, a path. */
    static final String URL = "https?://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(/[A-Za-z0-9._~/%-]*)?";

    private static final String WORD = "[a-z0-9][a-z0-9._-]{0,31}";
    private static final int SLOTS_OF_NODE = 2;
    private static final int SLOTS_OF_ACCOUNT = 4;

    TargetSpec spec(String id) {
        var account = provider == null ? null : Provider.of(provider).orElseThrow();
        var usualSlots = account == null ? SLOTS_OF_NODE : SLOTS_OF_ACCOUNT;
        return new TargetSpec(
                id,
                account,
                url,
                slots == null ? usualSlots : slots,
                microsPerHour == null ? 0 : microsPerHour,
                microsPerRun,
                accelerator,
                region);
    }
}
