package dev.comfymesh.router.app;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.AttemptId;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Offer;
import dev.comfymesh.router.domain.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decision with its whole explanation: every target of the fleet stands in its offers or its rejections. */
public record StoredDecision(
        UUID decisionId,
        Instant at,
        UUID jobId,
        String candidateId,
        int attempt,
        @Nullable String targetId,
        @Nullable FailureClass failure,
        @Nullable Cause problem,
        List<Offer> offers,
        List<Rejection> rejections) {

    public static StoredDecision of(Assigned decision, Instant at) {
        var candidate = decision.candidate();
        return new StoredDecision(
                decision.attemptId(),
                at,
                candidate.job().jobId(),
                candidate.candidateId(),
                decision.number(),
                decision.chosen().targetId(),
                null,
                null,
                decision.offers(),
                decision.rejections());
    }

    public static StoredDecision of(GivenUp decision, Instant at) {
        var candidate = decision.candidate();
        return new StoredDecision(
                idOfLast(candidate),
                at,
                candidate.job().jobId(),
                candidate.candidateId(),
                candidate.attempts(),
                null,
                decision.failure(),
                decision.problem(),
                List.of(),
                decision.rejections());
    }

    /** The id of the attempt that will never be: no other decision has it. */
    private static UUID idOfLast(Candidate candidate) {
        return AttemptId.of(candidate.job().jobId(), candidate.candidateId(), candidate.attempts() + 1);
    }
}
