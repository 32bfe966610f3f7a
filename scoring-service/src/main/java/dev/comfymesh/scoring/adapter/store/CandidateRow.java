package dev.comfymesh.scoring.adapter.store;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.scoring.domain.Candidate;
import dev.comfymesh.scoring.domain.Candidate.Awaited;
import dev.comfymesh.scoring.domain.Candidate.Hedged;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import dev.comfymesh.scoring.domain.Candidate.Lost;
import dev.comfymesh.scoring.domain.Candidate.Standing;
import dev.comfymesh.scoring.domain.Candidate.Waiting;
import dev.comfymesh.scoring.domain.Fingerprint;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code candidate} as it is written; what its state does not have is null.
 *
 * @param measurements null also when they are in the row already
 * @param embedding null also when it is in the row already
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record CandidateRow(
        UUID jobId,
        String id,
        int n,
        long seed,
        State state,
        @Nullable UUID attemptId,
        @Nullable String lostTo,
        @Nullable String measurements,
        @Nullable String verdict,
        @Nullable Long fingerprint,
        @Nullable String duplicateOf,
        @Nullable String setAside,
        @Nullable String embedding) {

    enum State {
        AWAITED,
        HEDGED,
        WAITING,
        LOST,
        JUDGED
    }

    /** Of one that was not judged. */
    private CandidateRow(
            UUID jobId, String id, int n, long seed, State state, @Nullable UUID attemptId, @Nullable String lostCode) {
        this(jobId, id, n, seed, state, attemptId, lostCode, null, null, null, null, null, null);
    }

    static CandidateRow of(UUID jobId, Candidate candidate) {
        var bare = new CandidateRow(jobId, candidate.id(), candidate.n(), candidate.seed(), State.AWAITED, null, null);
        return switch (candidate.standing()) {
            case Awaited() -> bare;
            case Hedged() -> bare.hedged();
            case Waiting(var attemptId) -> bare.waiting(attemptId);
            case Lost(var code) -> bare.lost(code);
            case Judged judged -> bare.judged(judged);
        };
    }

    private CandidateRow hedged() {
        return new CandidateRow(jobId, id, n, seed, State.HEDGED, null, null);
    }

    private CandidateRow waiting(UUID attempt) {
        return new CandidateRow(jobId, id, n, seed, State.WAITING, attempt, null);
    }

    private CandidateRow lost(String code) {
        return new CandidateRow(jobId, id, n, seed, State.LOST, null, code);
    }

    private CandidateRow judged(Judged judged) {
        var seen = judged.fingerprint();
        var embedded = judged.embedding();
        var measured = judged.measurements();
        var objection = judged.setAside();
        return new CandidateRow(
                jobId,
                id,
                n,
                seed,
                State.JUDGED,
                judged.attemptId(),
                null,
                measured == null ? null : Json.text(StoredMeasurements.of(measured)),
                Json.text(judged.verdict()),
                seen == null ? null : seen.bits(),
                judged.duplicateOf(),
                objection == null ? null : Json.text(objection),
                embedded == null ? null : StoredEmbedding.text(embedded));
    }

    /** The candidate in a line of {@link PoolSql#CANDIDATES}. */
    static Candidate candidate(Line line) {
        return new Candidate(line.text(1), (int) line.number(2), line.number(3), standing(line));
    }

    private static Standing standing(Line line) {
        return switch (State.valueOf(line.text(4))) {
            case AWAITED -> new Awaited();
            case HEDGED -> new Hedged();
            case WAITING -> new Waiting(line.uuid(5));
            case LOST -> new Lost(line.text(6));
            case JUDGED ->
                new Judged(
                        line.uuid(5),
                        Json.read(line.text(7), Verdict.class),
                        line.isNull(8) ? null : new Fingerprint(line.number(8)),
                        line.isNull(12) ? null : StoredEmbedding.read(line.bytes(12)),
                        line.isNull(11)
                                ? null
                                : Json.read(line.text(11), StoredMeasurements.class)
                                        .measurements(),
                        line.textOrNull(9),
                        line.isNull(10) ? null : Json.read(line.text(10), Reason.class));
        };
    }
}
