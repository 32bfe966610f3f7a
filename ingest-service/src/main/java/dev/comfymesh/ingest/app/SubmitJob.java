package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.Given;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.Pool;
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
    private final PickPictures pickPictures;
    private final Backlog backlog;
    private final Duration mostBehind;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final LongSupplier seeds;

    public SubmitJob(
            JobStore jobs,
            GatherFiles gatherFiles,
            PickPictures pickPictures,
            Backlog backlog,
            Duration mostBehind,
            Clock clock,
            Supplier<UUID> ids,
            LongSupplier seeds) {
        this.jobs = jobs;
        this.gatherFiles = gatherFiles;
        this.pickPictures = pickPictures;
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
        var asItIs = job.files().isEmpty() && job.pictures() == null;
        return asItIs || !job.deadline().isAfter(now())
                ? accept(caller, job, Brought.NOTHING, null, key)
                : repeat(caller, key)
                        .chain(known -> known.map(Uni.createFrom()::item).orElseGet(() -> gather(caller, job, key)));
    }

    private Uni<Submission> gather(Caller caller, NewJob job, @Nullable IdempotencyKey key) {
        if (job.files().isEmpty()) {
            return pick(caller, job, Brought.NOTHING, key);
        }
        return gatherFiles.gather(caller.tenantId(), job.files()).chain(gathering -> switch (gathering) {
            case Gathering.Complete(var files) -> pick(caller, job, new Brought(files), key);
            case Gathering.Incomplete(var faults) -> Uni.createFrom().item(new Submission.FilesUnavailable(faults));
            case Gathering.Full(var capBytes) -> Uni.createFrom().item(new Submission.StorageFull(capBytes));
            case Gathering.Busy() -> Uni.createFrom().item(new Submission.Busy());
        });
    }

    private Uni<Submission> pick(Caller caller, NewJob job, Brought files, @Nullable IdempotencyKey key) {
        if (job.pictures() == null) {
            return accept(caller, job, files, null, key);
        }
        return pickPictures
                .pick(caller.tenantId(), job.pictures(), files, job.pool().deliver())
                .chain(picking -> switch (picking) {
                    case Picking.Complete(var pictures) -> accept(caller, job, files, pictures, key);
                    case Picking.Faulty(var faults) -> Uni.createFrom().item(new Submission.PicturesUnfit(faults));
                });
    }

    /** Whoever asks again may do so after the deadline; nothing new begins by then. */
    private Uni<Submission> accept(
            Caller caller, NewJob job, Brought files, @Nullable List<Artifact> pictures, @Nullable IdempotencyKey key) {
        var now = now();
        return job.deadline().isAfter(now)
                ? jobs.accept(fact(caller, job, files, pictures, now), job.metadata(), key)
                : repeat(caller, key).map(known -> known.orElse(new Submission.DeadlinePassed(now)));
    }

    private Uni<Optional<Submission>> repeat(Caller caller, @Nullable IdempotencyKey key) {
        return key == null ? Uni.createFrom().item(Optional.empty()) : jobs.repeat(caller.tenantId(), key);
    }

    private Instant now() {
        return clock.instant().truncatedTo(KEPT);
    }

    private JobAccepted fact(Caller caller, NewJob job, Brought files, @Nullable List<Artifact> pictures, Instant now) {
        return new JobAccepted(
                ids.get(),
                now,
                caller.tenant(),
                job.graph(),
                job.digest(),
                pictures == null ? job.pool() : pool(job.pool(), pictures.size()),
                job.seed() == null ? seeds.getAsLong() : job.seed(),
                job.deadline().truncatedTo(KEPT),
                job.capMicros(),
                job.priority(),
                job.previews(),
                files.ofGraph(),
                job.routing(),
                job.projections(),
                files.intent(job.prompt()),
                pictures == null ? null : given(pictures));
    }

    private static Pool pool(Pool asked, int pictures) {
        return new Pool(pictures, asked.deliver(), pictures, asked.profile(), asked.onShort());
    }

    private List<Given> given(List<Artifact> pictures) {
        return pictures.stream().map(picture -> new Given(ids.get(), picture)).toList();
    }
}
