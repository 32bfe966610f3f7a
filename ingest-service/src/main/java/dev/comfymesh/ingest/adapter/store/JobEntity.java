package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.OnShort;
import dev.comfymesh.contracts.Pool;
import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.ingest.domain.JobState;
import dev.comfymesh.ingest.domain.JobStatus;
import dev.comfymesh.ingest.domain.PoolCounts;
import dev.comfymesh.ingest.domain.PoolState;
import dev.comfymesh.ingest.domain.Terms;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/**
 * A job's row: its terms, written once, and its state. Updated in all columns: batches of differing updates were seen to put
 * one row's values into another's statement.
 */
@Entity
@Table(name = "job")
@NullUnmarked
class JobEntity {
    @Id
    UUID id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "created_at")
    Instant createdAt;

    Instant deadline;
    String digest;
    int candidates;
    int deliver;

    @Column(name = "max_candidates")
    int maxCandidates;

    String profile;

    @Enumerated(EnumType.STRING)
    @Column(name = "on_short")
    OnShort onShort;

    long seed;

    @Enumerated(EnumType.STRING)
    Priority priority;

    boolean previews;

    @Column(name = "cap_micros")
    long capMicros;

    @Convert(converter = MetadataColumn.class)
    Map<String, String> metadata;

    @Enumerated(EnumType.STRING)
    JobStatus status;

    long seq;
    int wave;
    int waiting;
    int running;
    int scored;
    int failed;

    @Convert(converter = SelectionColumn.class)
    List<Selected> selection;

    boolean complete;

    @Column(name = "deadline_struck")
    boolean deadlineStruck;

    @Column(name = "spent_micros")
    long spentMicros;

    @Column(name = "problem_code")
    String problemCode;

    @Column(name = "problem_detail")
    String problemDetail;

    @Column(name = "ended_at")
    Instant endedAt;

    static JobEntity of(Job job) {
        var row = new JobEntity();
        row.id = job.id();
        row.tenantId = job.tenantId();
        row.take(job.terms());
        row.take(job.state());
        return row;
    }

    Job job() {
        return new Job(id, tenantId, terms(), state());
    }

    final void take(JobState state) {
        status = state.status();
        seq = state.seq();
        take(state.pool());
        spentMicros = state.spentMicros();
        problemCode = state.problem() == null ? null : state.problem().code();
        problemDetail = state.problem() == null ? null : state.problem().detail();
        endedAt = state.endedAt();
    }

    private void take(PoolState pool) {
        wave = pool.wave();
        waiting = pool.counts().waiting();
        running = pool.counts().running();
        scored = pool.counts().scored();
        failed = pool.counts().failed();
        selection = pool.selection();
        complete = pool.complete();
        deadlineStruck = pool.deadlineStruck();
    }

    private void take(Terms terms) {
        createdAt = terms.createdAt();
        deadline = terms.deadline();
        digest = terms.digest();
        candidates = terms.pool().candidates();
        deliver = terms.pool().deliver();
        maxCandidates = terms.pool().maxCandidates();
        profile = terms.pool().profile();
        onShort = terms.pool().onShort();
        seed = terms.seed();
        priority = terms.priority();
        previews = terms.previews();
        capMicros = terms.capMicros();
        metadata = terms.metadata();
    }

    private Terms terms() {
        var pool = new Pool(candidates, deliver, maxCandidates, profile, onShort);
        return new Terms(createdAt, deadline, digest, pool, seed, priority, previews, capMicros, metadata);
    }

    private JobState state() {
        var counts = new PoolCounts(waiting, running, scored, failed);
        var pool = new PoolState(wave, counts, selection, complete, deadlineStruck);
        var problem = problemCode == null ? null : new Cause(problemCode, problemDetail);
        return new JobState(status, seq, pool, spentMicros, problem, endedAt);
    }
}
