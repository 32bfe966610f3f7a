package dev.comfymesh.executor.adapter.metrics;

import dev.comfymesh.executor.app.Tally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts in Micrometer. */
@ApplicationScoped
class MicrometerTally implements Tally {
    private final Counter adopted;
    private final Counter observations;

    MicrometerTally(MeterRegistry registry) {
        this.adopted = registry.counter("comfymesh.executor.attempts.adopted");
        this.observations = registry.counter("comfymesh.executor.observations");
    }

    @Override
    public void adopted(long runs) {
        adopted.increment(runs);
    }

    @Override
    public void observed() {
        observations.increment();
    }
}
