package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.NewCandidate;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A candidate; once lost or judged it never changes again. */
@Entity
@Table(name = "candidate")
@NullUnmarked
class CandidateEntity {
    enum State {
        /** It runs, or waits to run. */
        AWAITED,
        /** Its picture is there and waits to be measured. */
        WAITING,
        JUDGED,
        LOST
    }

    @Id
    String id;

    UUID jobId;
    int n;
    long seed;

    @Enumerated(EnumType.STRING)
    State state;

    UUID attemptId;
    String lostTo;
    String measurements;
    String verdict;

    static CandidateEntity of(UUID jobId, NewCandidate added) {
        var candidate = new CandidateEntity();
        candidate.id = added.candidateId();
        candidate.jobId = jobId;
        candidate.n = added.n();
        candidate.seed = added.seed();
        candidate.state = State.AWAITED;
        return candidate;
    }
}
