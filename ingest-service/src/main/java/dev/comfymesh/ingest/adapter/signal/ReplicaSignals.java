package dev.comfymesh.ingest.adapter.signal;

import dev.comfymesh.ingest.app.Announcements;
import dev.comfymesh.ingest.app.JobStreams;
import dev.comfymesh.kit.signal.Signals;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Announces changed jobs to the streams of this replica at once, and a moment later to those of the others by signal. */
@ApplicationScoped
class ReplicaSignals implements Announcements {
    private static final String CHANNEL = "jobs";

    private final Signals signals;
    private final JobStreams streams;

    ReplicaSignals(Signals signals, JobStreams streams) {
        this.signals = signals;
        this.streams = streams;
    }

    void onStart(@Observes StartupEvent event) {
        signals.listen(
                CHANNEL,
                words -> streams.changed(words.stream().map(UUID::fromString).collect(Collectors.toSet())));
    }

    @Override
    public void changed(Set<UUID> jobIds) {
        streams.changed(jobIds);
        jobIds.forEach(jobId -> signals.sendPatiently(CHANNEL, jobId.toString()));
    }
}
