package dev.comfymesh.executor.adapter.provider;

import java.time.Duration;
import java.time.InstantSource;

/** How often an account may be asked for what; whatever is not a submit or a cancel is a look. */
public record Rates(Rate submits, Rate looks, Rate cancels) {

    /** Of a provider that states nothing: as often as it does not refuse. */
    public static Rates unstated() {
        return within(Duration.ofMinutes(1), Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    public static Rates within(Duration window, int submits, int looks, int cancels) {
        var clock = InstantSource.system();
        return new Rates(
                new Rate(submits, window, clock), new Rate(looks, window, clock), new Rate(cancels, window, clock));
    }
}
