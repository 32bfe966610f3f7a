package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureCategory;
import dev.comfymesh.contracts.GraphFault;
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
import dev.comfymesh.ingest.domain.Trouble;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A job's row: its terms, written once, and its state. Read as an entity; written by {@link Rows}, many at a time. */
@Entity
@Table(name = "job")
@NullUnmarked
class JobEntity {
    /** Keeps the types of the metadata through erasure, and the client's order. */
    private static final class Entries extends LinkedHashMap<String, String> {
        private static final long serialVersionUID = 1;
    }

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

    @Column(name = "on_short")
    String onShort;

    long seed;

    String priority;

    boolean previews;

    @Column(name = "cap_micros")
    long capMicros;

    String metadata;

    @Enumerated(EnumType.STRING)
    JobStatus status;

    long seq;
    int wave;
    int waiting;
    int running;
    int scored;
    int failed;

    String selection;

    boolean complete;

    @Column(name = "deadline_struck")
    boolean deadlineStruck;

    @Column(name = "spent_micros")
    long spentMicros;

    @Column(name = "problem_code")
    String problemCode;

    @Column(name = "problem_detail")
    String problemDetail;

    @Column(name = "problem_faults")
    String problemFaults;

    @Column(name = "problem_category")
    @Enumerated(EnumType.STRING)
    FailureCategory problemCategory;

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

    private void take(JobState state) {
        status = state.status();
        seq = state.seq();
        take(state.pool());
        spentMicros = state.spentMicros();
        take(state.trouble());
        endedAt = state.endedAt();
    }

    private void take(Trouble trouble) {
        if (trouble == null) {
            return;
        }
        problemCode = trouble.cause().code();
        problemDetail = trouble.cause().detail();
        problemFaults = trouble.cause().faults() == null
                ? null
                : Rows.text(trouble.cause().faults());
        problemCategory = trouble.category();
    }

    private void take(PoolState pool) {
        wave = pool.wave();
        waiting = pool.counts().waiting();
        running = pool.counts().running();
        scored = pool.counts().scored();
        failed = pool.counts().failed();
        selection = Rows.text(pool.selection());
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
        onShort = terms.pool().onShort().name();
        seed = terms.seed();
        priority = terms.priority().name();
        previews = terms.previews();
        capMicros = terms.capMicros();
        metadata = Rows.text(terms.metadata());
    }

    private Terms terms() {
        var pool = new Pool(candidates, deliver, maxCandidates, profile, OnShort.valueOf(onShort));
        var entries = Rows.read(metadata, Entries.class);
        return new Terms(
                createdAt, deadline, digest, pool, seed, Priority.valueOf(priority), previews, capMicros, entries);
    }

    private JobState state() {
        var counts = new PoolCounts(waiting, running, scored, failed);
        var best = List.of(Rows.read(selection, Selected[].class));
        var pool = new PoolState(wave, counts, best, complete, deadlineStruck);
        return new JobState(status, seq, pool, spentMicros, trouble(), endedAt);
    }

    private Trouble trouble() {
        if (problemCode == null) {
            return null;
        }
        var faults = problemFaults == null ? null : List.of(Rows.read(problemFaults, GraphFault[].class));
        return new Trouble(new Cause(problemCode, problemDetail, faults), problemCategory);
    }
}
