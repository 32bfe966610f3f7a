package dev.comfymesh.executor.adapter.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** What the executor must know of a job; nothing of a closing job is started. */
@Entity
@Table(name = "job")
@NullUnmarked
class JobRow {
    @Id
    UUID id;

    String tenantId;
    Instant deadline;
    boolean previews;
    boolean closing;
}
