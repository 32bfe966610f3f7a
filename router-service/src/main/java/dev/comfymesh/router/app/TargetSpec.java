package dev.comfymesh.router.app;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.domain.Provider;
import dev.comfymesh.router.domain.Traits;
import org.jspecify.annotations.Nullable;

/**
 * A target as an operator describes it.
 *
 * @param provider null for a node of our own
 * @param microsPerRun what each run costs beside its time; null where the target's meter is to tell
 * @param accelerator what it computes on; nodes of which this is said are taken to run alike
 * @param region where it is
 */
public record TargetSpec(
        String targetId,
        @Nullable Provider provider,
        String url,
        int slots,
        long microsPerHour,
        @Nullable Long microsPerRun,
        @Nullable String accelerator,
        @Nullable String region) {

    /** A node of which no more is said. */
    public static TargetSpec node(String targetId, String url, int slots, long microsPerHour) {
        return new TargetSpec(targetId, null, url, slots, microsPerHour, null, null, null);
    }

    public TargetKind kind() {
        return provider == null ? TargetKind.NODE : TargetKind.PROVIDER;
    }

    public TargetContract contract() {
        return provider == null ? TargetContract.GRAPH : provider.contract();
    }

    /** The word for the provider; null for a node. */
    public @Nullable String providerWord() {
        return provider == null ? null : provider.word();
    }

    Traits traits() {
        var grade = provider == null ? accelerator : null;
        return new Traits(grade, microsPerRun == null ? 0 : microsPerRun, null, providerWord(), accelerator, region);
    }
}
