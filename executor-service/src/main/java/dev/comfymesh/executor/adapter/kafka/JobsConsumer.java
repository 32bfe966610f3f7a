package dev.comfymesh.executor.adapter.kafka;

import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.signal.Signals;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores what the log tells of jobs, then hands the work to whoever owns the targets: this process, or another replica. */
@ApplicationScoped
class JobsConsumer {
    private static final String WORK = "work";

    private final Inbox inbox;
    private final Inbox.Batch intake;
    private final Signals signals;
    private final Fleet fleet;

    JobsConsumer(Inbox inbox, @Named("jobs") Inbox.Batch intake, Signals signals, Fleet fleet) {
        this.inbox = inbox;
        this.intake = intake;
        this.signals = signals;
        this.fleet = fleet;
        inbox.replayWith(intake);
    }

    void onStart(@Observes StartupEvent event) {
        signals.listen(WORK, fleet::workArrived);
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        return inbox.applyBatch(poll, intake)
                .invoke(() -> fleet.takeExpected().forEach(target -> signals.send(WORK, target)));
    }
}
