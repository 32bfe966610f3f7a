package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.executor.app.OperatorViews.AttemptView;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.StopReason;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** An attempt as it stands in the table; changed only by guarded updates, never through the session. */
@Entity
@Table(name = "attempt")
@NullUnmarked
class AttemptRow {
    @Id
    UUID id;

    UUID jobId;
    String tenantId;
    String candidateId;
    String targetId;
    long seed;
    String digest;
    Instant startBy;
    Instant endBy;
    boolean previews;
    String traceparent;

    @Enumerated(EnumType.STRING)
    AttemptState state;

    String clientId;
    Long epoch;

    @Enumerated(EnumType.STRING)
    StopReason stopReason;

    Instant stopAt;
    Instant assignedAt;
    Instant changedAt;

    static AttemptRow of(AttemptAssigned fact, JobRow job, String traceparent, Instant now) {
        var row = new AttemptRow();
        row.id = fact.attemptId();
        row.jobId = fact.jobId();
        row.tenantId = job.tenantId;
        row.candidateId = fact.candidateId();
        row.targetId = fact.targetId();
        row.seed = fact.seed();
        row.digest = fact.digest();
        row.startBy = fact.startBy();
        row.endBy = fact.endBy();
        row.previews = job.previews;
        row.traceparent = traceparent;
        row.state = AttemptState.ASSIGNED;
        row.assignedAt = now;
        row.changedAt = now;
        return row;
    }

    Assignment assignment() {
        return new Assignment(
                id, jobId, tenantId, candidateId, targetId, seed, digest, startBy, endBy, previews, traceparent);
    }

    Attempt attempt() {
        var stop = stopReason == null ? null : new Attempt.Stop(stopReason, stopAt);
        return new Attempt(assignment(), state, clientId, stop);
    }

    AttemptView view() {
        return new AttemptView(
                id,
                jobId,
                tenantId,
                candidateId,
                targetId,
                state,
                seed,
                digest,
                epoch,
                clientId,
                stopReason == null ? null : stopReason.name(),
                assignedAt,
                changedAt,
                startBy,
                endBy);
    }
}
