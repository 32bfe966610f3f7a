package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.Selected;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One job of one tenant: the terms that it was accepted under, and its state as the fold of its facts. */
public record Job(UUID id, String tenantId, Terms terms, JobState state) {
    /** The job as its first fact makes it; metadata is the client's own and no part of the fact. */
    public static Job accepted(JobAccepted fact, Map<String, String> metadata) {
        var terms = new Terms(
                fact.at(),
                fact.deadline(),
                fact.digest(),
                fact.pool(),
                fact.seed(),
                fact.priority(),
                fact.previews(),
                fact.capMicros(),
                metadata);
        return new Job(
                fact.jobId(),
                fact.tenant().id(),
                terms,
                JobState.accepted(fact.pool().candidates()));
    }

    /** The job as it was answered when it was accepted: all of that answer follows from the terms. */
    public Job asAccepted() {
        return new Job(id, tenantId, terms, JobState.accepted(terms.pool().candidates()));
    }

    /** What is delivered; empty unless the job has completed. */
    public List<Selected> delivery() {
        return state.status() == JobStatus.COMPLETED ? state.pool().selection() : List.of();
    }

    /** What is still set aside on the tenant's account. */
    public long reservedMicros() {
        return state.status().ended() ? 0 : terms.capMicros();
    }

    Job with(JobState now) {
        return new Job(id, tenantId, terms, now);
    }
}
