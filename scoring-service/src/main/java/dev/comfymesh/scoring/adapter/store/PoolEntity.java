package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.JobAccepted;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A job's pool. Whoever changes it or its candidates holds this row's lock. */
@Entity
@Table(name = "pool")
@NullUnmarked
class PoolEntity {
    enum State {
        /** Candidates run, or wait to be measured. */
        OPEN,
        /** Too few passed; the router was asked for more. */
        SHORT,
        /** The selection was stated; nothing changes any more. */
        SELECTED,
        /** The job ended without a selection; nothing changes any more. */
        ABANDONED
    }

    @Id
    UUID jobId;

    String tenantId;
    String profile;
    int deliver;
    int maxCandidates;
    int wave;

    /** How many candidates have not ended. */
    int unfinished;

    boolean mayGrow;

    @Enumerated(EnumType.STRING)
    State state;

    Instant deadline;

    /** {@code PoolSelected} as it was stated; null before. */
    String selected;

    /** When it was selected or abandoned; null before. */
    Instant overSince;

    static PoolEntity of(JobAccepted job) {
        var pool = new PoolEntity();
        pool.jobId = job.jobId();
        pool.tenantId = job.tenant().id();
        pool.profile = job.pool().profile();
        pool.deliver = job.pool().deliver();
        pool.maxCandidates = job.pool().maxCandidates();
        pool.wave = 1;
        pool.unfinished = job.pool().candidates();
        pool.mayGrow = job.pool().candidates() < job.pool().maxCandidates();
        pool.state = State.OPEN;
        pool.deadline = job.deadline();
        return pool;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    void end(State ended, Instant now) {
        state = ended;
        overSince = now;
    }

    boolean isOver() {
        return state == State.SELECTED || state == State.ABANDONED;
    }
}
