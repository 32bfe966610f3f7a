package dev.comfymesh.scoring.adapter.kafka;

import dev.comfymesh.kit.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what happens to jobs; a poll is acknowledged once all of it is stored, long before anything is measured. */
@ApplicationScoped
class JobFacts {
    private final Inbox inbox;
    private final Inbox.Batch fold;

    JobFacts(Inbox inbox, Inbox.Batch fold) {
        this.inbox = inbox;
        this.fold = fold;
        inbox.usually(fold);
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        return inbox.applyBatch(poll, fold);
    }
}
