package dev.comfymesh.router.adapter.kafka;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.router.app.Books;
import dev.comfymesh.router.app.Matching;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears what targets look like. */
@ApplicationScoped
class Observations {
    private final Inbox inbox;
    private final Books<Mutiny.Session> books;
    private final Matching matching;

    Observations(Inbox inbox, Books<Mutiny.Session> books, Matching matching) {
        this.inbox = inbox;
        this.books = books;
        this.matching = matching;
    }

    @Incoming("observations")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        return inbox.applyLatest(poll, this::apply).invoke(matching::fleetChanged);
    }

    private Uni<Void> apply(Mutiny.Session session, dev.comfymesh.kit.inbox.Incoming event) {
        var targets = books.targets(session);
        return event.payload() == null
                ? targets.forgetObservation(event.subject())
                : targets.observe(event.read(TargetObserved.class));
    }
}
