package dev.comfymesh.router.app;

import java.util.OptionalLong;

/**
 * What attempts came to under one key, and how many candidates were delivered for it. What jobs bear is told apart by why;
 * {@code houseMicros} is what none of them bears.
 */
public record CostSum(
        String key, long runMicros, long wasteMicros, long hedgeMicros, long houseMicros, long delivered) {
    public long costMicros() {
        return runMicros + wasteMicros + hedgeMicros + houseMicros;
    }

    /** What one delivered candidate has cost, with all that it took to get it; empty where none was delivered. */
    public OptionalLong microsPerDelivered() {
        return delivered == 0 ? OptionalLong.empty() : OptionalLong.of(Math.ceilDiv(costMicros(), delivered));
    }

    /** The part of the cost that went to attempts that failed; 0 where nothing was spent. */
    public double wasteShare() {
        return costMicros() == 0 ? 0 : (double) wasteMicros / costMicros();
    }
}
