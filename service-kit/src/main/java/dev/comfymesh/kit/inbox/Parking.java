package dev.comfymesh.kit.inbox;

import dev.comfymesh.kit.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Sets a subject aside at an event that cannot be applied, and tells the dead-letter topic and whoever is paged. */
final class Parking {
    private static final Logger LOG = Logger.getLogger(Parking.class);

    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    Parking(Outbox outbox, DeadLetters deadLetters, MeterRegistry meters) {
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /** In the transaction of the ledger: one before this event is missing. */
    Uni<Void> atGap(Ledger ledger, Incoming event) {
        count("gap");
        var gap = "number %d came after %d".formatted(event.sequence(), ledger.last(event));
        LOG.errorf(
                "%s of %s: %s. The subject is parked until the missing ones come", event.type(), event.subject(), gap);
        return deadLetters.parked(event, gap).chain(() -> ledger.park(event, ParkedEvent.Reason.GAP, gap));
    }

    /** In a transaction of its own, once however often it is tried. */
    Uni<Void> atFault(ConsumerRecord<String, byte[]> event, Throwable failure) {
        var incoming = Incoming.of(event);
        count("poison");
        LOG.errorf(
                failure,
                "%s (%s of %s) cannot be applied: it is on the dead-letter topic and its subject is parked",
                incoming.place(),
                incoming.type(),
                incoming.subject());
        return deadLetters
                .add(event, failure)
                .chain(() -> outbox.transaction(session -> session.find(ParkedEvent.class, incoming.place())
                        .chain(known -> known != null
                                ? Uni.createFrom().voidItem()
                                : session.persist(ParkedEvent.of(
                                        incoming, ParkedEvent.Reason.POISON, String.valueOf(failure.getMessage()))))));
    }

    private void count(String reason) {
        meters.counter("comfymesh.inbox.parked", "reason", reason).increment();
    }
}
