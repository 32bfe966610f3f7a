package dev.comfymesh.scoring.adapter.kafka;

import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.scoring.app.Scorers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what happens to jobs; a poll is acknowledged once all of it is stored, long before anything is measured. */
@ApplicationScoped
class JobFacts {
    private static final String BRINGS_WORK = WireJson.typeOf(AttemptSucceeded.class);

    private final Inbox inbox;
    private final Inbox.Batch fold;
    private final Scorers scorers;

    JobFacts(Inbox inbox, Inbox.Batch fold, Scorers scorers) {
        this.inbox = inbox;
        this.fold = fold;
        this.scorers = scorers;
        inbox.usually(fold);
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        var bringsWork = StreamSupport.stream(poll.spliterator(), false).anyMatch(JobFacts::bringsWork);
        return inbox.applyBatch(poll, fold).invoke(() -> {
            if (bringsWork) {
                scorers.wake();
            }
        });
    }

    private static boolean bringsWork(ConsumerRecord<String, byte[]> event) {
        return BRINGS_WORK.equals(type(event));
    }

    private static String type(ConsumerRecord<String, byte[]> event) {
        var type = event.headers().lastHeader("ce_type");
        return type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
    }
}
