package dev.comfymesh.ingest.adapter.kafka;

import dev.comfymesh.ingest.app.Announcements;
import dev.comfymesh.kit.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads the facts that others state about jobs; acknowledged once stored, and only then announced. Our own were folded
 * when we stated them, and are passed over as they come.
 */
@ApplicationScoped
class JobFacts {
    private final Inbox inbox;
    private final Inbox.Batch folding;
    private final Announcements announcements;
    private final byte[] ownName;

    JobFacts(
            Inbox inbox,
            Inbox.Batch folding,
            Announcements announcements,
            @ConfigProperty(name = "quarkus.application.name") String ownName) {
        this.inbox = inbox;
        this.folding = folding;
        this.announcements = announcements;
        this.ownName = ownName.getBytes(StandardCharsets.UTF_8);
        inbox.replayWith(folding);
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        var others = ofOthers(poll);
        return others.isEmpty()
                ? Uni.createFrom().voidItem()
                : inbox.applyBatch(others, folding).invoke(() -> announce(others));
    }

    private ConsumerRecords<String, byte[]> ofOthers(ConsumerRecords<String, byte[]> poll) {
        var records = poll.partitions().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        partition -> poll.records(partition).stream()
                                .filter(event -> !isOurs(event))
                                .toList()));
        return new ConsumerRecords<>(records, Map.of());
    }

    private boolean isOurs(ConsumerRecord<String, byte[]> event) {
        var source = event.headers().lastHeader("ce_source");
        return source != null && Arrays.equals(source.value(), ownName);
    }

    private void announce(ConsumerRecords<String, byte[]> poll) {
        announcements.changed(StreamSupport.stream(poll.spliterator(), false)
                .flatMap(event -> JobKeys.find(event.key()).stream())
                .collect(Collectors.toSet()));
    }
}
