package dev.comfymesh.ingest.adapter.kafka;

import dev.comfymesh.ingest.app.Announcements;
import dev.comfymesh.kit.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the facts that others state about jobs; acknowledged once stored, and only then announced. */
@ApplicationScoped
class JobFacts {
    private final Inbox inbox;
    private final Inbox.Batch folding;
    private final Announcements announcements;

    JobFacts(Inbox inbox, Inbox.Batch folding, Announcements announcements) {
        this.inbox = inbox;
        this.folding = folding;
        this.announcements = announcements;
        inbox.usually(folding);
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        return inbox.applyBatch(poll, folding).invoke(() -> announce(poll));
    }

    private void announce(ConsumerRecords<String, byte[]> poll) {
        announcements.changed(StreamSupport.stream(poll.spliterator(), false)
                .flatMap(event -> JobKeys.find(event.key()).stream())
                .collect(Collectors.toSet()));
    }
}
