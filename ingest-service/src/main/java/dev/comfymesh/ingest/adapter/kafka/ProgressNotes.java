package dev.comfymesh.ingest.adapter.kafka;

import dev.comfymesh.contracts.ProgressNote;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.ingest.app.JobStreams;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Passes the notes about running attempts on to the streams of this replica; what is lost is lost. */
@ApplicationScoped
class ProgressNotes {
    private static final Logger LOG = Logger.getLogger(ProgressNotes.class);

    private final JobStreams streams;

    ProgressNotes(JobStreams streams) {
        this.streams = streams;
    }

    @Incoming("progress")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        for (var record : poll) {
            note(record).ifPresent(streams::note);
        }
        return Uni.createFrom().voidItem();
    }

    private static Optional<ProgressNote> note(ConsumerRecord<String, byte[]> record) {
        var type = record.headers().lastHeader("ce_type");
        if (type == null || record.value() == null) {
            return Optional.empty();
        }
        try {
            return WireJson.classOf(new String(type.value(), StandardCharsets.UTF_8))
                    .filter(ProgressNote.class::isAssignableFrom)
                    .map(known -> (ProgressNote) WireJson.read(record.value(), known));
        } catch (IllegalArgumentException unreadable) {
            LOG.warnf("A note cannot be read and is dropped: %s", unreadable.getMessage());
            return Optional.empty();
        }
    }
}
