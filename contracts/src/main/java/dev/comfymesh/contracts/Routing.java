package dev.comfymesh.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job demands of the targets that it may run on; a component that is null demands nothing.
 *
 * @param policy the name of the router's policy that weighs money against time for it
 * @param selfHostedOnly whether no provider may see it
 * @param maxCostMicros the most that one attempt may be expected to cost, in millionths of a US dollar
 * @param accelerator what the target must compute on
 * @param residency where the target must be
 * @param targets no others, and each only while none before it takes the job
 */
public record Routing(
        @Nullable String policy,
        boolean selfHostedOnly,
        @Nullable Long maxCostMicros,
        @Nullable String accelerator,
        @Nullable String residency,
        @Nullable List<String> targets) {
    public Routing {
        targets = targets == null ? null : List.copyOf(targets);
    }
}
