package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.TargetContract;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * An account at a provider, and what is to be known of it.
 *
 * @param word the word for the provider, as targets and projections say it
 * @param answers whether the provider's address answers at all, whatever it says; costs nothing
 * @param submitsAtOnce so many submits may be on their way when all is well
 */
public record ProviderAccount(
        String word, TargetContract contract, Provider provider, Supplier<Uni<Boolean>> answers, int submitsAtOnce) {}
