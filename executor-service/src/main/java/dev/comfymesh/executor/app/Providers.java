package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Target;

/** Our accounts with providers. */
public interface Providers {
    Opening open(Target target);

    /** Whether there is an account for a target. */
    sealed interface Opening {
        record Open(ProviderAccount account) implements Opening {}

        /** {@code remedy} says what is to be configured. */
        record Unset(String remedy) implements Opening {}
    }
}
