package dev.comfymesh.executor.adapter.kafka;

import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.kit.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores the targets as the router defines them. */
@ApplicationScoped
class TargetsConsumer {
    private final Inbox inbox;
    private final Inbox.Application application;
    private final Fleet fleet;

    TargetsConsumer(Inbox inbox, @Named("targets") Inbox.Application application, Fleet fleet) {
        this.inbox = inbox;
        this.application = application;
        this.fleet = fleet;
    }

    @Incoming("targets")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return inbox.applyLatest(batch, application).invoke(fleet::targetsChanged);
    }
}
