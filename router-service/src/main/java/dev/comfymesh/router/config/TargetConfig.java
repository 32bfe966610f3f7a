package dev.comfymesh.router.config;

import dev.comfymesh.router.domain.Provider;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.OptionalLong;

/** What is said of any target in {@link RouterConfig}. */
public interface TargetConfig {
    @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}")
    String id();

    @Pattern(regexp = "https?://\\S+")
    String url();

    /** What it computes on; nodes of which this is said are taken to run alike, and jobs may ask for it. */
    Optional<@Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,31}") String> accelerator();

    /** Where it is; jobs may ask for it. */
    Optional<@Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,31}") String> region();

    /** What an hour of its time costs us. */
    @WithDefault("0")
    @Min(0)
    @Max(10_000_000_000L)
    long microsPerHour();

    /** One self-hosted ComfyUI. */
    interface Node extends TargetConfig {

        /** How many attempts it may hold: one running and one queued behind it. */
        @WithDefault("2")
        @Min(1)
        @Max(64)
        int slots();
    }

    /** One account with a third party. */
    interface Account extends TargetConfig {
        /** Whose protocol it speaks, which fixes what it takes. */
        @Pattern(regexp = Provider.WORDS)
        String provider();

        /** How many attempts it may hold. */
        @WithDefault("4")
        @Min(1)
        @Max(64)
        int slots();

        /** What each run costs beside its time; learned from its meter where it is not said. */
        OptionalLong microsPerRun();
    }
}
