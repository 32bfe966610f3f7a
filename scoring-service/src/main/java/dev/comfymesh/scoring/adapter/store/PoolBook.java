package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;

/** Changes pools, with what they state, in the caller's transaction. */
@ApplicationScoped
class PoolBook {
    private final Outbox outbox;
    private final ReactiveProfileShelf shelf;
    private final PoolMeters meters;
    private final Clock clock;

    PoolBook(Outbox outbox, ReactiveProfileShelf shelf, PoolMeters meters, Clock clock) {
        this.outbox = outbox;
        this.shelf = shelf;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Lets the changes be entered in a sheet with the pools of these jobs, and stores it.
     *
     * @param opened the profiles of pools that will be opened
     */
    Uni<PoolSheet> change(Mutiny.Session session, Set<UUID> jobIds, Set<String> opened, Consumer<PoolSheet> changes) {
        return PoolSheet.open(session, jobIds, opened, shelf, clock.instant())
                .invoke(changes)
                .call(sheet -> sheet.write(session))
                .call(sheet -> outbox.append(session, sheet.outgoing()))
                .invoke(meters::count);
    }
}
