package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.domain.Job;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Counts what was folded and how jobs ended; a transaction that is tried again counts again. */
@ApplicationScoped
class FoldMeter {
    private final MeterRegistry meters;
    private final Counter facts;

    FoldMeter(MeterRegistry meters) {
        this.meters = meters;
        this.facts = meters.counter("comfymesh.ingest.facts.folded");
    }

    void folded(int count, List<Job> ended) {
        facts.increment(count);
        ended.forEach(this::ended);
    }

    /** How long it took from accept to end; the timer's count is the number of ends. */
    private void ended(Job job) {
        var endedAt = job.state().endedAt();
        if (endedAt != null) {
            meters.timer(
                            "comfymesh.ingest.jobs.ended",
                            "status",
                            job.state().status().name())
                    .record(Duration.between(job.terms().createdAt(), endedAt));
        }
    }
}
