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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Jobs in PostgreSQL. */
@ApplicationScoped
class ReactiveJobStore implements JobStore {
    private final Database database;
    private final Outbox outbox;
    private final JobFolder folder;
    private final Acceptance acceptance;
    private final GroupCommit commits;

    ReactiveJobStore(Database database, Outbox outbox, JobFolder folder, Acceptance acceptance, GroupCommit commits) {
        this.database = database;
        this.outbox = outbox;
        this.folder = folder;
        this.acceptance = acceptance;
        this.commits = commits;
    }

    @Override
    public Uni<Submission> accept(JobAccepted fact, Map<String, String> metadata, @Nullable IdempotencyKey key) {
        return commits.commit(PendingAccept.of(fact, metadata, key))
                .chain(outcome -> outcome.map(Uni.createFrom()::item)
                        .orElseGet(() -> repeatOrAccept(fact, metadata, Objects.requireNonNull(key))));
    }

    /** The key was taken; it may be forgotten in between, so that it is free by now. */
    private Uni<Submission> repeatOrAccept(JobAccepted fact, Map<String, String> metadata, IdempotencyKey key) {
        return repeat(fact.tenant().id(), key)
                .chain(known -> known.map(Uni.createFrom()::item).orElseGet(() -> accept(fact, metadata, key)));
    }

    @Override
    public Uni<Optional<Submission>> repeat(String tenantId, IdempotencyKey key) {
        return database.read(session -> acceptance.repeat(session, tenantId, key));
    }

    @Override
    public Uni<Cancellation> cancel(String tenantId, JobCancelRequested fact) {
        return database.write(session -> FoldSql.open(session, Set.of(fact.jobId()), Set.of())
                .chain(folding -> folding.find(fact.jobId())
                        .filter(job -> job.tenantId().equals(tenantId))
                        .map(job -> cancel(session, folding, job, fact))
                        .orElseGet(() -> Uni.createFrom().item(new Cancellation.UnknownJob()))));
    }

    private Uni<Cancellation> cancel(Mutiny.Session session, Folding folding, Job job, JobCancelRequested fact) {
        return switch (job.state().status()) {
            case ACCEPTED, RUNNING -> {
                folding.fold(fact, null);
                yield folder.store(session, folding)
                        .call(() -> outbox.append(session, List.of(Outgoing.of(job.tenantId(), fact))))
                        .replaceWith(() -> new Cancellation.Cancelling(folding.job(job.id())));
            }
            case CANCELLING, CANCELLED -> Uni.createFrom().item(new Cancellation.Cancelling(job));
            case COMPLETED, FAILED, EXPIRED -> Uni.createFrom().item(new Cancellation.TooLate(job));
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
