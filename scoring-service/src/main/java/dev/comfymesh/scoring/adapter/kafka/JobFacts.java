package dev.comfymesh.scoring.adapter.kafka;

import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.scoring.app.Scorers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what happens to jobs; a poll is acknowledged once all of it is stored, long before anything is measured. */
@ApplicationScoped
class JobFacts {
    private static final String BRINGS_WORK = WireJson.typeOf(AttemptSucceeded.class);

    // Nobody else states these, so leaving them out leaves no gap in anybody's numbers.
    private static final Set<String> OUR_OWN = Stream.of(CandidateScored.class, PoolShort.class, PoolSelected.class)
            .map(WireJson::typeOf)
            .collect(Collectors.toUnmodifiableSet());

    private final Inbox inbox;
    private final Inbox.Batch fold;
    private final Scorers scorers;

    JobFacts(Inbox inbox, Inbox.Batch fold, Scorers scorers) {
        this.inbox = inbox;
        this.fold = fold;
        this.scorers = scorers;
        inbox.replayWith(fold);
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        var others = ofOthers(poll);
        if (others.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var bringsWork = StreamSupport.stream(others.spliterator(), false).anyMatch(JobFacts::bringsWork);
        return inbox.applyBatch(others, fold).invoke(() -> {
            if (bringsWork) {
                scorers.wake();
            }
        });
    }

    private static ConsumerRecords<String, byte[]> ofOthers(ConsumerRecords<String, byte[]> poll) {
        var others = poll.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> poll.records(partition).stream()
                                .filter(event -> !OUR_OWN.contains(type(event)))
                                .toList()));
        return new ConsumerRecords<>(others, Map.of());
    }

    private static boolean bringsWork(ConsumerRecord<String, byte[]> event) {
        return BRINGS_WORK.equals(type(event));
    }

    private static String type(ConsumerRecord<String, byte[]> event) {
        var type = event.headers().lastHeader("ce_type");
        return type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
    }
}
