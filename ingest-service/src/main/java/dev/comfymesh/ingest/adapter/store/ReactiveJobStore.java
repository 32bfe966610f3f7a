package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.ingest.app.Cancellation;
import dev.comfymesh.ingest.app.IdempotencyKey;
import dev.comfymesh.ingest.app.JobFilter;
import dev.comfymesh.ingest.app.JobPage;
import dev.comfymesh.ingest.app.JobStore;
import dev.comfymesh.ingest.app.Submission;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Jobs in PostgreSQL. */
@ApplicationScoped
class ReactiveJobStore implements JobStore {
    private final Database database;
    private final Outbox outbox;
    private final JobFolder folder;
    private final Acceptance acceptance;

    ReactiveJobStore(Database database, Outbox outbox, JobFolder folder, Acceptance acceptance) {
        this.database = database;
        this.outbox = outbox;
        this.folder = folder;
        this.acceptance = acceptance;
    }

    @Override
    public Uni<Submission> accept(JobAccepted fact, Map<String, String> metadata, @Nullable IdempotencyKey key) {
        return database.write(session -> acceptance.accept(session, fact, metadata, key));
    }

    @Override
    public Uni<Optional<Submission>> repeat(String tenantId, IdempotencyKey key) {
        return database.read(session -> acceptance.repeat(session, tenantId, key));
    }

    @Override
    public Uni<Cancellation> cancel(String tenantId, JobCancelRequested fact) {
        return database.write(session -> session.find(JobEntity.class, fact.jobId(), LockMode.PESSIMISTIC_WRITE)
                .chain(row -> row == null || !row.tenantId.equals(tenantId)
                        ? Uni.createFrom().item(new Cancellation.UnknownJob())
                        : cancel(session, row, fact)));
    }

    private Uni<Cancellation> cancel(Mutiny.Session session, JobEntity row, JobCancelRequested fact) {
        return switch (row.status) {
            case ACCEPTED, RUNNING ->
                folder.fold(session, row, fact)
                        .call(() -> outbox.append(session, List.of(Outgoing.of(row.tenantId, fact))))
                        .map(Cancellation.Cancelling::new);
            case CANCELLING, CANCELLED -> Uni.createFrom().item(new Cancellation.Cancelling(row.job()));
            case COMPLETED, FAILED, EXPIRED -> Uni.createFrom().item(new Cancellation.TooLate(row.job()));
        };
    }

    @Override
    public Uni<Optional<Job>> find(String tenantId, UUID jobId) {
        return database.read(session -> session.find(JobEntity.class, jobId))
                .map(row -> Optional.ofNullable(row)
                        .filter(known -> known.tenantId.equals(tenantId))
                        .map(JobEntity::job));
    }

    @Override
    public Uni<JobPage> list(String tenantId, JobFilter filter) {
        return database.read(session -> JobListing.of(tenantId, filter).rows(session))
                .map(rows -> new JobPage(
                        rows.stream().limit(filter.limit()).map(JobEntity::job).toList(),
                        rows.size() > filter.limit()));
    }
}
