package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.scoring.app.Work;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A candidate that waits to be measured: free when {@code lentUntil} has passed, gone when it is done. */
@Entity
@Table(name = "work")
@NullUnmarked
class WorkEntity {
    @Id
    String candidateId;

    UUID jobId;
    UUID attemptId;
    String profile;
    String objectKey;
    long bytes;
    String traceparent;
    int tries;
    Instant lentUntil;
    Instant addedAt;

    static WorkEntity of(AttemptSucceeded ended, Artifact picture, String profile, String traceparent, Instant now) {
        var work = new WorkEntity();
        work.candidateId = ended.candidateId();
        work.jobId = ended.jobId();
        work.attemptId = ended.attemptId();
        work.profile = profile;
        work.objectKey = picture.key();
        work.bytes = picture.bytes();
        work.traceparent = traceparent;
        work.lentUntil = Instant.EPOCH;
        work.addedAt = now;
        return work;
    }

    Work toWork() {
        return new Work(candidateId, jobId, attemptId, profile, objectKey, bytes, tries, traceparent);
    }
}
