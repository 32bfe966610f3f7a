package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.ingest.domain.ClientEvent;
import dev.comfymesh.ingest.domain.Job;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** One event that a client may read; written once. */
@Entity
@Table(name = "client_event")
@NullUnmarked
class ClientEventEntity {
    @Embeddable
    record Key(@Column(name = "job_id") UUID jobId, long seq) {}

    @EmbeddedId
    Key key;

    @Column(name = "tenant_id")
    String tenantId;

    String type;
    String body;

    static ClientEventEntity of(Job job, long seq, ClientEvent event) {
        var row = new ClientEventEntity();
        row.key = new Key(job.id(), seq);
        row.tenantId = job.tenantId();
        row.type = event.type();
        row.body = new String(WireJson.write(event), StandardCharsets.UTF_8);
        return row;
    }
}
