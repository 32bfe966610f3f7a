package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.domain.Job;
import java.util.UUID;

/** What an ended job gives back to its tenant's account and takes from it; the primary key makes it happen once. */
record SettlementRow(UUID jobId, String tenantId, long reservedMicros, long spentMicros) {
    static SettlementRow of(Job ended) {
        return new SettlementRow(
                ended.id(),
                ended.tenantId(),
                ended.terms().capMicros(),
                ended.state().spentMicros());
    }
}
