package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.AttemptState;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operators may look at. */
@CheckReturnValue
public interface OperatorViews {
    /** The newest first; a null filter takes all. */
    Uni<List<AttemptView>> attempts(@Nullable String targetId, @Nullable AttemptState state, int limit);

    Uni<Optional<AttemptView>> attempt(UUID id);

    Uni<List<TargetView>> targets();

    record AttemptView(
            UUID id,
            UUID jobId,
            String tenantId,
            String candidateId,
            String targetId,
            AttemptState state,
            long seed,
            String digest,
            @Nullable Long epoch,
            @Nullable String clientId,
            @Nullable String remoteId,
            @Nullable String stopReason,
            Instant assignedAt,
            Instant changedAt,
            Instant startBy,
            Instant endBy) {}

    /** Owner and epoch are null while nobody owns the target, and {@code observed} until somebody saw it. */
    record TargetView(
            String targetId,
            String url,
            int slots,
            boolean removed,
            @Nullable String owner,
            @Nullable Long epoch,
            @Nullable TargetObserved observed) {}
}
