package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.Selected;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that a client hears of its job, in order and without loss; the records are its JSON. */
public sealed interface ClientEvent {
    Instant at();

    /** The event's name in the stream. */
    default String type() {
        return switch (this) {
            case Accepted _ -> "job.accepted";
            case Assigned _ -> "candidate.assigned";
            case Started _ -> "candidate.started";
            case Finished _ -> "candidate.finished";
            case Setback _ -> "attempt.failed";
            case Failed _ -> "candidate.failed";
            case Scored _ -> "candidate.scored";
            case Short _ -> "pool.short";
            case Chosen _ -> "pool.selected";
            case Cancelling _ -> "job.cancelling";
            case Ended ended -> "job." + ended.status().name().toLowerCase(Locale.ROOT);
        };
    }

    record Accepted(Instant at, int candidates, int deliver, Instant deadline) implements ClientEvent {}

    record Assigned(Instant at, String candidateId, UUID attemptId, int number, String targetId)
            implements ClientEvent {}

    record Started(Instant at, String candidateId, UUID attemptId, String targetId) implements ClientEvent {}

    record Finished(Instant at, String candidateId, UUID attemptId, int outputs, long gpuMillis)
            implements ClientEvent {}

    /** An attempt failed; whether the candidate has another one, the next event of it tells. */
    record Setback(Instant at, String candidateId, UUID attemptId, String targetId, FailureClass failure, Cause problem)
            implements ClientEvent {}

    record Failed(Instant at, String candidateId, FailureClass failure, int attempts, Cause problem)
            implements ClientEvent {}

    record Scored(Instant at, String candidateId, boolean passed, double score, List<Reason> reasons)
            implements ClientEvent {}

    record Short(Instant at, int wave, int missing, List<ReasonCount> reasons) implements ClientEvent {}

    record Chosen(Instant at, List<Selected> selection, boolean complete) implements ClientEvent {}

    record Cancelling(Instant at, String by, String reason) implements ClientEvent {}

    record Ended(
            Instant at,
            JobStatus status,
            boolean complete,
            List<Selected> selection,
            long spentMicros,
            @Nullable Cause problem)
            implements ClientEvent {}
}
