package dev.comfymesh.stubs.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The time that a provider lives in; whatever is run later is run one at a time, in the order of its time. */
public interface Timing {
    Instant now();

    void later(Duration delay, Runnable deed);

    /** Does work that takes time elsewhere, and hands its result over as if it were run later. */
    <T> void aside(Supplier<T> work, Consumer<T> then);
}
