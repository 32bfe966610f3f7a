package dev.comfymesh.executor.adapter.comfyui;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** What is measured of the traffic with all nodes together. */
final class NodeMeters {
    private final Timer submits;
    private final Counter fetchedBytes;
    private final Counter reconnects;

    NodeMeters(MeterRegistry registry) {
        this.submits = registry.timer("comfymesh.executor.submit");
        this.fetchedBytes = registry.counter("comfymesh.executor.fetched.bytes");
        this.reconnects = registry.counter("comfymesh.executor.socket.reconnects");
    }

    /** Measures how long a submit waits for its answer, or for the end of our patience. */
    <T> Uni<T> timed(Uni<T> submit) {
        return Uni.createFrom().deferred(() -> {
            var begun = System.nanoTime();
            return submit.onTermination().invoke(() -> submits.record(Duration.ofNanos(System.nanoTime() - begun)));
        });
    }

    void fetched(long bytes) {
        fetchedBytes.increment(bytes);
    }

    void reconnected() {
        reconnects.increment();
    }
}
