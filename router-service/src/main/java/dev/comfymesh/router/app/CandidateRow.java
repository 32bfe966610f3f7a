package dev.comfymesh.router.app;

import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.router.domain.Hedge;
import dev.comfymesh.router.domain.Retry.TryAgain;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A candidate of an open job: where it stands, what its next attempt is to heed, and what was wrong with its last.
 *
 * @param hedge null unless it is there to run beside another
 */
public record CandidateRow(
        String candidateId,
        UUID jobId,
        int n,
        long seed,
        CandidateState state,
        Instant waitingSince,
        Instant notBefore,
        Set<String> avoided,
        @Nullable String stayOn,
        @Nullable List<GraphFault> faults,
        @Nullable Hedge hedge) {
    public CandidateRow {
        avoided = Set.copyOf(avoided);
        faults = faults == null ? null : List.copyOf(faults);
    }

    static CandidateRow waiting(UUID jobId, NewCandidate added, Instant at) {
        return waiting(jobId, added, at, Set.of(), null);
    }

    static CandidateRow waiting(
            UUID jobId, NewCandidate added, Instant at, Set<String> avoided, @Nullable Hedge hedge) {
        return new CandidateRow(
                added.candidateId(),
                jobId,
                added.n(),
                added.seed(),
                CandidateState.WAITING,
                at,
                at,
                avoided,
                null,
                null,
                hedge);
    }

    CandidateRow in(CandidateState next) {
        return new CandidateRow(
                candidateId, jobId, n, seed, next, waitingSince, notBefore, avoided, stayOn, faults, hedge);
    }

    CandidateRow waitingAgain(TryAgain wishes, @Nullable List<GraphFault> lastFaults) {
        return new CandidateRow(
                candidateId,
                jobId,
                n,
                seed,
                CandidateState.WAITING,
                waitingSince,
                wishes.notBefore(),
                wishes.avoided(),
                wishes.stayOn(),
                lastFaults,
                hedge);
    }
}
