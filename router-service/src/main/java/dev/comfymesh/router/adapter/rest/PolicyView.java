package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.router.domain.Economy;

/**
 * A policy as operators see it: what a second costs, and what being late costs by priority; {@code usual} for the one of
 * jobs that ask for none.
 */
public record PolicyView(
        String name, int version, boolean usual, long microsPerSecondOfWait, Worth low, Worth normal, Worth high) {

    /**
     * For one priority: what being late costs once and for each second, and how long to wait at most for models at hand, as an ISO
     * duration.
     */
    public record Worth(long missMicros, long lateMicrosPerSecond, String patience) {
        private static Worth of(Economy.Worth worth) {
            var lateness = worth.lateness();
            return new Worth(
                    lateness.missMicros(),
                    lateness.microsPerSecond(),
                    worth.patience().toString());
        }
    }

    static PolicyView of(Economy economy, boolean usual) {
        return new PolicyView(
                economy.name(),
                economy.version(),
                usual,
                economy.pricing().microsPerSecondOfWait(),
                Worth.of(economy.low()),
                Worth.of(economy.normal()),
                Worth.of(economy.high()));
    }
}
