package dev.comfymesh.executor.adapter.kafka;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.signal.Signals;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores what the log tells of jobs, then wakes whoever owns the targets: this process, or another replica. */
@ApplicationScoped
class JobsConsumer {
    private static final String WORK = "work";
    private static final Set<String> WORK_TYPES = Stream.of(
                    AttemptAssigned.class, AttemptRevokeRequested.class, JobCancelRequested.class)
            .map(WireJson::typeOf)
            .collect(Collectors.toUnmodifiableSet());

    private final Inbox inbox;
    private final Inbox.Application application;
    private final Signals signals;
    private final Fleet fleet;

    JobsConsumer(Inbox inbox, @Named("jobs") Inbox.Application application, Signals signals, Fleet fleet) {
        this.inbox = inbox;
        this.application = application;
        this.signals = signals;
        this.fleet = fleet;
    }

    void onStart(@Observes StartupEvent event) {
        signals.listen(WORK, _ -> fleet.workArrived());
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return inbox.applyOnce(batch, application).invoke(() -> {
            if (StreamSupport.stream(batch.spliterator(), false).anyMatch(JobsConsumer::bringsWork)) {
                fleet.workArrived();
                signals.send(WORK, "arrived");
            }
        });
    }

    private static boolean bringsWork(ConsumerRecord<String, byte[]> event) {
        var type = event.headers().lastHeader("ce_type");
        return type != null && WORK_TYPES.contains(new String(type.value(), StandardCharsets.UTF_8));
    }
}
