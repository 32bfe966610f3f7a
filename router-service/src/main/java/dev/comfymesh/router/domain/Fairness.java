package dev.comfymesh.router.domain;

import java.time.Duration;

/**
 * How tenants share the fleet. By the time that they were served, forgotten with a half-life: tenants within one quantum of
 * the least served are equals, each further quantum puts one behind. With a quantum of zero: by what they have running.
 *
 * @param quantum of GPU time, for a tenant of weight one
 * @param mostAsked so many candidates of one tenant are asked in one round at most
 */
public record Fairness(Duration quantum, Duration halfLife, int mostAsked) {
    static final Fairness OF_RUNNING = new Fairness(Duration.ZERO, Duration.ofMinutes(1), Integer.MAX_VALUE);

    boolean byTime() {
        return quantum.isPositive();
    }
}
