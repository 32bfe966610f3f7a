package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.domain.CandidatePhase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** The phase of a candidate that was ever assigned or has ended. */
@Entity
@Table(name = "candidate")
@NullUnmarked
class CandidateEntity {
    @Id
    String id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "job_id")
    UUID jobId;

    @Enumerated(EnumType.STRING)
    CandidatePhase phase;

    static CandidateEntity waiting(String id, JobEntity job) {
        var row = new CandidateEntity();
        row.id = id;
        row.tenantId = job.tenantId;
        row.jobId = job.id;
        row.phase = CandidatePhase.WAITING;
        return row;
    }

    void enter(CandidatePhase next) {
        phase = next;
    }
}
