package dev.comfymesh.ingest.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.ingest.domain.Job;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs of all tenants; every question names the tenant, and another's job is as good as none. */
@CheckReturnValue
public interface JobStore {
    /** Stores the job, its reservation and its first fact together, at most once for one idempotency key. */
    Uni<Submission> accept(JobAccepted fact, Map<String, String> metadata, @Nullable IdempotencyKey key);

    /** How a submit with this key ends when it is a repeat; empty when nothing was accepted under the key. */
    Uni<Optional<Submission>> repeat(String tenantId, IdempotencyKey key);

    /** Decides under the job's row lock whether cancel or completion came first. */
    Uni<Cancellation> cancel(String tenantId, JobCancelRequested fact);

    Uni<Optional<Job>> find(String tenantId, UUID jobId);

    Uni<JobPage> list(String tenantId, JobFilter filter);
}
