package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.domain.ClientEvent;
import dev.comfymesh.ingest.domain.Job;
import java.util.UUID;

/** One event that a client may read, as a row of {@code client_event}; written once. */
record ClientEventRow(UUID jobId, long seq, String tenantId, String type, String body) {
    static ClientEventRow of(Job job, long seq, ClientEvent event) {
        return new ClientEventRow(job.id(), seq, job.tenantId(), event.type(), Rows.text(event));
    }
}
