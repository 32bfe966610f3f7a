package dev.comfymesh.ingest.adapter.kafka;

import dev.comfymesh.ingest.app.Announcements;
import dev.comfymesh.kit.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the facts about all jobs; acknowledged once stored, and only then announced. */
@ApplicationScoped
class JobFacts {
    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Inbox inbox;
    private final Inbox.Application folding;
    private final Announcements announcements;

    JobFacts(Inbox inbox, Inbox.Application folding, Announcements announcements) {
        this.inbox = inbox;
        this.folding = folding;
        this.announcements = announcements;
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        return inbox.applyOnce(poll, folding).invoke(() -> announce(poll));
    }

    private void announce(ConsumerRecords<String, byte[]> poll) {
        announcements.changed(StreamSupport.stream(poll.spliterator(), false)
                .map(ConsumerRecord::key)
                .filter(key -> key != null && UUID_SHAPE.matcher(key).matches())
                .map(UUID::fromString)
                .collect(Collectors.toSet()));
    }
}
