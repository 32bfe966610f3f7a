package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.ingest.domain.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Accepts a job durably, unless the log is too far behind to promise anything. */
public final class SubmitJob {
    /** What PostgreSQL keeps of an instant: later answers must not differ from the first. */
    private static final ChronoUnit KEPT = ChronoUnit.MICROS;

    private final JobStore jobs;
    private final Backlog backlog;
    private final Duration mostBehind;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final LongSupplier seeds;

    public SubmitJob(
            JobStore jobs, Backlog backlog, Duration mostBehind, Clock clock, Supplier<UUID> ids, LongSupplier seeds) {
        this.jobs = jobs;
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
        var now = now();
        if (!job.deadline().isAfter(now)) {
            return repeat(caller, key, now);
        }
        return jobs.accept(fact(caller, job, now), job.metadata(), key);
    }

    /** Whoever asks again may do so after the deadline; nothing new begins by then. */
    private Uni<Submission> repeat(Caller caller, @Nullable IdempotencyKey key, Instant now) {
        var passed = new Submission.DeadlinePassed(now);
        return key == null
                ? Uni.createFrom().item(passed)
                : jobs.repeat(caller.tenantId(), key).map(known -> known.orElse(passed));
    }

    private Instant now() {
        return clock.instant().truncatedTo(KEPT);
    }

    private JobAccepted fact(Caller caller, NewJob job, Instant now) {
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
                job.previews());
    }
}
