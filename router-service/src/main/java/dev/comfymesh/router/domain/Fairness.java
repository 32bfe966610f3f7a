package dev.comfymesh.router.domain;

import java.time.Duration;

/**
 * How tenants share the fleet. By the time that they were served, forgotten with a half-life: tenants within one quantum of
 * the least served are equals, each further quantum puts one behind. With a quantum of zero: by what they have running.
 *
 * @param quantum of GPU time, for a tenant of weight one
 * @param mostAsked so many candidates of one tenant are asked at most in a round in which waiting may pay
 * @param window so many of all tenants that are not placed; all the others wait unasked
 */
public record Fairness(Duration quantum, Duration halfLife, int mostAsked, int window) {
    static final Fairness OF_RUNNING =
            new Fairness(Duration.ZERO, Duration.ofMinutes(1), Integer.MAX_VALUE, Integer.MAX_VALUE);

    public Fairness {
        if (window < 1) {
            throw new IllegalArgumentException("window %d must be at least 1".formatted(window));
        }
    }

    boolean byTime() {
        return quantum.isPositive();
    }
}
