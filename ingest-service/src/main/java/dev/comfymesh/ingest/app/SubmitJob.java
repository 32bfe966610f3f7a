package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.ingest.domain.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a job durably, unless the log is too far behind to promise anything. Its files are there before it is accepted, and are
 * not brought again for a repeat.
 */
public final class SubmitJob {
    /** What PostgreSQL keeps of an instant: later answers must not differ from the first. */
    private static final ChronoUnit KEPT = ChronoUnit.MICROS;

    private final JobStore jobs;
    private final GatherFiles gatherFiles;
    private final Backlog backlog;
    private final Duration mostBehind;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final LongSupplier seeds;

    public SubmitJob(
            JobStore jobs,
            GatherFiles gatherFiles,
            Backlog backlog,
            Duration mostBehind,
            Clock clock,
            Supplier<UUID> ids,
            LongSupplier seeds) {
        this.jobs = jobs;
        this.gatherFiles = gatherFiles;
        this.backlog = backlog;
        this.mostBehind = mostBehind;
        this.clock = clock;
        this.ids = ids;
        this.seeds = seeds;
    }

    public Uni<Submission> submit(Caller caller, NewJob job, @Nullable IdempotencyKey key) {
        var behind = backlog.behind();
        if (behind.compareTo(mostBehind) > 0) {
            return Uni.createFrom().item(new Submission.Overloaded(behind));
        }
        return job.files().isEmpty() || !job.deadline().isAfter(now())
                ? accept(caller, job, null, key)
                : repeat(caller, key)
                        .chain(known -> known.map(Uni.createFrom()::item).orElseGet(() -> gather(caller, job, key)));
    }

    private Uni<Submission> gather(Caller caller, NewJob job, @Nullable IdempotencyKey key) {
        return gatherFiles.gather(caller.tenantId(), job.files()).chain(gathering -> switch (gathering) {
            case Gathering.Complete(var files) -> accept(caller, job, files, key);
            case Gathering.Incomplete(var faults) -> Uni.createFrom().item(new Submission.FilesUnavailable(faults));
            case Gathering.Full(var capBytes) -> Uni.createFrom().item(new Submission.StorageFull(capBytes));
            case Gathering.Busy() -> Uni.createFrom().item(new Submission.Busy());
        });
    }

    /** Whoever asks again may do so after the deadline; nothing new begins by then. */
    private Uni<Submission> accept(
            Caller caller, NewJob job, @Nullable List<InputFile> files, @Nullable IdempotencyKey key) {
        var now = now();
        return job.deadline().isAfter(now)
                ? jobs.accept(fact(caller, job, files, now), job.metadata(), key)
                : repeat(caller, key).map(known -> known.orElse(new Submission.DeadlinePassed(now)));
    }

    private Uni<Optional<Submission>> repeat(Caller caller, @Nullable IdempotencyKey key) {
        return key == null ? Uni.createFrom().item(Optional.empty()) : jobs.repeat(caller.tenantId(), key);
    }

    private Instant now() {
        return clock.instant().truncatedTo(KEPT);
    }

    private JobAccepted fact(Caller caller, NewJob job, @Nullable List<InputFile> files, Instant now) {
        return new JobAccepted(
                ids.get(),
                now,
                caller.tenant(),
                job.graph(),
                job.digest(),
                job.pool(),
                job.seed() == null ? seeds.getAsLong() : job.seed(),
                job.deadline().truncatedTo(KEPT),
                job.capMicros(),
                job.priority(),
                job.previews(),
                files,
                job.routing(),
                job.projections());
    }
}
