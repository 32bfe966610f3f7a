package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.ingest.domain.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

/** Makes a job end, if it has not ended by itself; its streams hear of it at once. */
public final class CancelJob {
    private final JobStore jobs;
    private final Announcements announcements;
    private final Clock clock;

    public CancelJob(JobStore jobs, Announcements announcements, Clock clock) {
        this.jobs = jobs;
        this.announcements = announcements;
        this.clock = clock;
    }

    public Uni<Cancellation> cancel(Caller caller, UUID jobId) {
        var wish = new JobCancelRequested(
                jobId, clock.instant().truncatedTo(ChronoUnit.MILLIS), "tenant", "The tenant asked for it.");
        return jobs.cancel(caller.tenantId(), wish).invoke(() -> announcements.changed(Set.of(jobId)));
    }
}
