package dev.comfymesh.ingest.adapter.kafka;

import dev.comfymesh.ingest.app.ParkedJobs;
import dev.comfymesh.ingest.app.Parking;
import dev.comfymesh.ingest.app.StoreAway;
import dev.comfymesh.kit.loop.HomeContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads from the dead-letter topic which services park which jobs, and which they release; waits while the store is away. */
@ApplicationScoped
class ParkedFacts {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ParkedJobs parked;

    ParkedFacts(ParkedJobs parked) {
        this.parked = parked;
    }

    @Incoming("parked")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        var words = StreamSupport.stream(poll.spliterator(), false)
                .flatMap(event -> parking(event).stream())
                .toList();
        return Uni.createFrom()
                .deferred(() -> parked.heard(words))
                .onFailure(StoreAway.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .emitOn(HomeContext.current());
    }

    private static Optional<Parking> parking(ConsumerRecord<String, byte[]> event) {
        return JobKeys.find(event.key())
                .flatMap(jobId -> header(event, "dlq_service").flatMap(service -> parking(event, jobId, service)));
    }

    private static Optional<Parking> parking(ConsumerRecord<String, byte[]> event, UUID jobId, String service) {
        var at = Instant.ofEpochMilli(event.timestamp());
        return header(event, "dlq_state").flatMap(state -> switch (state) {
            case "PARKED" -> Optional.of(new Parking(jobId, service, at, reason(event)));
            case "RELEASED" -> Optional.of(new Parking(jobId, service, at, null));
            default -> Optional.empty();
        });
    }

    /** Without what PostgreSQL has no way to keep. */
    private static String reason(ConsumerRecord<String, byte[]> event) {
        return header(event, "dlq_reason").orElse("").replace("\0", "");
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> event, String name) {
        return Optional.ofNullable(event.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }
}
