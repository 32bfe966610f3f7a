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

/** Stores the targets as the router defines them, and tells all replicas. */
@ApplicationScoped
class TargetsConsumer {
    private static final String TARGETS = "targets";

    private final Inbox inbox;
    private final Inbox.Application application;
    private final Signals signals;
    private final Fleet fleet;

    TargetsConsumer(Inbox inbox, @Named("targets") Inbox.Application application, Signals signals, Fleet fleet) {
        this.inbox = inbox;
        this.application = application;
        this.signals = signals;
        this.fleet = fleet;
    }

    void onStart(@Observes StartupEvent event) {
        signals.listen(TARGETS, _ -> fleet.targetsChanged());
    }

    @Incoming("targets")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return inbox.applyLatest(batch, application).invoke(() -> {
            fleet.targetsChanged();
            signals.send(TARGETS, "changed");
        });
    }
}
