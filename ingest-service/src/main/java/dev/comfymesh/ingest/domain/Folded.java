package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.JobFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one fact makes of a job: the job afterwards, the phase of the candidate it may move, what the client hears (the
 * last event has the job's {@code seq}), and the end that ingest has to state if there is one.
 */
public record Folded(
        Job job,
        CandidatePhase phase,
        List<ClientEvent> events,
        @Nullable JobFact ending) {
    public Folded {
        events = List.copyOf(events);
    }

    /** The number of the i-th event, from 0. */
    public long seq(int i) {
        return job.state().seq() - events.size() + 1 + i;
    }
}
