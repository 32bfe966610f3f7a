package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.ProgressNote;
import dev.comfymesh.ingest.domain.Job;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All open streams of this replica, fed by one reader: it asks the log only for jobs that somebody follows and that have
 * changed, in one query for all of them, and gives each stream what lies beyond its own position.
 */
public final class JobStreams {
    private static final int PAGE = 2_000;

    private final EventLog log;
    private final Map<UUID, List<JobStream>> streams = new ConcurrentHashMap<>();
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    private volatile Runnable wakeReader = () -> {};
    private volatile boolean closed;

    public JobStreams(EventLog log) {
        this.log = log;
    }

    /** Sets how {@link #deliver} is made to run soon. */
    public void onChange(Runnable wake) {
        wakeReader = wake;
    }

    /** A stream of the job: its snapshot, then every event after this number, up to the last one. */
    public Multi<StreamMessage> open(Job job, long after) {
        return Multi.createFrom().deferred(() -> {
            var stream = new JobStream(after);
            stream.offer(new StreamMessage.Snapshot(job));
            streams.compute(job.id(), (_, open) -> with(open, stream));
            changed(Set.of(job.id()));
            if (closed) {
                stream.end();
            }
            return stream.messages().onTermination().invoke(() -> close(job.id(), stream));
        });
    }

    /** Takes note that these jobs have new events. */
    public void changed(Collection<UUID> jobIds) {
        var followed = jobIds.stream().filter(streams::containsKey).toList();
        if (changed.addAll(followed)) {
            wakeReader.run();
        }
    }

    /** Looks at every followed job again, in case an announcement was lost. */
    public void lookAgain() {
        changed(streams.keySet());
    }

    public void note(ProgressNote note) {
        streams.getOrDefault(note.jobId(), List.of())
                .forEach(stream -> stream.offerLossy(new StreamMessage.Note(note)));
    }

    public void heartbeat() {
        streams.values().forEach(open -> open.forEach(stream -> stream.offerLossy(new StreamMessage.Heartbeat())));
    }

    /** How many streams are open. */
    public int open() {
        return streams.values().stream().mapToInt(List::size).sum();
    }

    /** Ends all streams for good, as this replica ends: a client goes on at another, from where it was. */
    public void close() {
        closed = true;
        streams.values().forEach(open -> open.forEach(JobStream::end));
    }

    /** Reads what is new and hands it out; true when there may be more. Must not run twice at once. */
    public Uni<Boolean> deliver() {
        var jobIds = new ArrayList<>(changed);
        var positions = positions(jobIds);
        if (positions.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return log.after(positions, PAGE)
                .invoke(events -> events.forEach(this::handOut))
                .map(events -> events.size() == PAGE)
                .invoke(more -> again(positions.keySet(), more))
                .onFailure()
                .invoke(() -> again(positions.keySet(), true));
    }

    private void again(Set<UUID> jobIds, boolean wanted) {
        if (wanted) {
            changed.addAll(jobIds);
        }
    }

    /** Where the slowest stream of each job stands. */
    private Map<UUID, Long> positions(List<UUID> jobIds) {
        var positions = new HashMap<UUID, Long>();
        for (var jobId : jobIds) {
            // Before reading: what changes from now on is looked at again.
            changed.remove(jobId);
            streams.getOrDefault(jobId, List.of()).stream()
                    .mapToLong(JobStream::position)
                    .min()
                    .ifPresent(position -> positions.put(jobId, position));
        }
        return positions;
    }

    private void handOut(StoredEvent event) {
        streams.getOrDefault(event.jobId(), List.of()).forEach(stream -> stream.offer(event));
    }

    private void close(UUID jobId, JobStream stream) {
        streams.computeIfPresent(jobId, (_, open) -> without(open, stream));
    }

    private static List<JobStream> with(@Nullable List<JobStream> open, JobStream stream) {
        var all = open == null ? new CopyOnWriteArrayList<JobStream>() : open;
        all.add(stream);
        return all;
    }

    private static @Nullable List<JobStream> without(List<JobStream> open, JobStream stream) {
        open.remove(stream);
        return open.isEmpty() ? null : open;
    }
}
