package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.scoring.app.Workers;
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
    private final Workers workers;
    private final PoolMeters meters;
    private final Clock clock;

    PoolBook(Outbox outbox, ReactiveProfileShelf shelf, Workers workers, PoolMeters meters, Clock clock) {
        this.outbox = outbox;
        this.shelf = shelf;
        this.workers = workers;
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
                .call(sheet -> enter(sheet, changes))
                .call(sheet -> sheet.write(session))
                .call(sheet -> outbox.append(session, sheet.outgoing()))
                .invoke(meters::count);
    }

    /** At once as a rule; a comparison of many with many would block the event loop. */
    private Uni<PoolSheet> enter(PoolSheet sheet, Consumer<PoolSheet> changes) {
        return sheet.comparesPools()
                ? workers.compute(() -> entered(sheet, changes))
                : Uni.createFrom().item(entered(sheet, changes));
    }

    private static PoolSheet entered(PoolSheet sheet, Consumer<PoolSheet> changes) {
        changes.accept(sheet);
        return sheet;
    }
}
