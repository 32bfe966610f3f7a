package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.domain.Job;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** What an ended job gives back to its tenant's account and takes from it; the primary key makes it happen once. */
@Entity
@Table(name = "settlement")
@NullUnmarked
class SettlementEntity {
    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "reserved_micros")
    long reservedMicros;

    @Column(name = "spent_micros")
    long spentMicros;

    @Column(name = "applied_at")
    Instant appliedAt;

    static SettlementEntity of(Job ended) {
        var row = new SettlementEntity();
        row.jobId = ended.id();
        row.tenantId = ended.tenantId();
        row.reservedMicros = ended.terms().capMicros();
        row.spentMicros = ended.state().spentMicros();
        return row;
    }
}
