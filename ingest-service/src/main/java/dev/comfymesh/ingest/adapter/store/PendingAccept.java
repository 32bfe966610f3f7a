package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.ingest.app.IdempotencyKey;
import dev.comfymesh.ingest.app.Submission;
import dev.comfymesh.ingest.domain.ClientEvents;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.kit.outbox.Outgoing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An accept on its way to the tables, with all that is to be written for it; the outcome is empty when its key is taken. */
record PendingAccept(
        Job job,
        @Nullable IdempotencyKey key,
        ClientEventRow event,
        Outgoing fact,
        List<JobFileRow> files,
        List<ArtifactEntity> given,
        CompletableFuture<Optional<Submission>> outcome) {

    /** Belongs to the request: the fact goes out in its trace. */
    static PendingAccept of(JobAccepted fact, Map<String, String> metadata, @Nullable IdempotencyKey key) {
        var job = Job.accepted(fact, metadata);
        return new PendingAccept(
                job,
                key,
                ClientEventRow.of(job, 1, ClientEvents.first(fact)),
                Outgoing.of(job.tenantId(), fact),
                JobFileRow.of(fact),
                ArtifactEntity.given(fact),
                new CompletableFuture<>());
    }
}
