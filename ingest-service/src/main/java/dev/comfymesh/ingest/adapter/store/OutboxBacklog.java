package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.Backlog;
import dev.comfymesh.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The age of the outbox's oldest unpublished fact, as last measured. */
@ApplicationScoped
public class OutboxBacklog implements Backlog {
    private final Outbox outbox;
    private volatile Duration age = Duration.ZERO;

    OutboxBacklog(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Duration behind() {
        return age;
    }

    public Uni<Void> measure() {
        return outbox.age().invoke(measured -> age = measured).replaceWithVoid();
    }
}
