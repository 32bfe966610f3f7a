package dev.comfymesh.kit.lease;

import dev.comfymesh.kit.config.KitConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Leases in the service's own schema, by the database's clock. At most one owner holds a name at a time; a guarded
 * transaction calls {@link #fence}, so that a holder that lost its lease unnoticed can change nothing.
 */
@ApplicationScoped
public class Leases {
    private static final Logger LOG = Logger.getLogger(Leases.class);

    /** How long a lease lasts without renewal. */
    public static final Duration TERM = Duration.ofSeconds(15);

    private static final Duration MARGIN = Duration.ofSeconds(7);

    private static final String RENEW =
            "update lease set until = now() + interval '15 seconds' where name = $1 and owner = $2 and epoch = $3 returning epoch";

    // A process that starts again under its old name need not wait for its own lease to run out: the higher epoch
    // fences its predecessor.
    private static final String TAKE = """
            insert into lease as held (name, owner, epoch, until) values ($1, $2, 1, now() + interval '15 seconds')
            on conflict (name) do update set owner = $2, epoch = held.epoch + 1, until = now() + interval '15 seconds'
            where held.until < now() or held.owner = $2
            returning epoch""";

    private static final String RELEASE =
            "update lease set until = now() - interval '1 second' where name = $1 and owner = $2 and epoch = $3";

    private static final String RELEASE_ALL =
            "update lease set until = now() - interval '1 second' where owner = $1 and until > now()";
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(2);
    private static final int LATE = 5_000; // after everything that acts under a lease was stopped

    private final Pool pool;
    private final String owner;
    private final Map<String, Lease> held = new ConcurrentHashMap<>();

    @Inject
    Leases(Pool pool, KitConfig config) {
        this(pool, config.instance());
    }

    Leases(Pool pool, String owner) {
        this.pool = pool;
        this.owner = owner;
    }

    /** Takes the lease, or renews it if this process holds it; empty when somebody else holds it. */
    public Uni<Optional<Lease>> take(String name) {
        var asked = System.nanoTime();
        var mine = held.get(name);
        var answer = mine == null
                ? pool.preparedQuery(TAKE).execute(Tuple.of(name, owner))
                : pool.preparedQuery(RENEW).execute(Tuple.of(name, owner, mine.epoch()));
        return answer.map(rows -> remember(name, asked, rows));
    }

    /** Gives the lease up, so that others need not wait for its end; harmless when it is lost already. */
    public Uni<Void> release(Lease lease) {
        held.remove(lease.name(), lease);
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(lease.name(), lease.owner(), lease.epoch()))
                .replaceWithVoid();
    }

    /** On an orderly shutdown nobody need wait for the end of our leases. */
    void releaseAll(@Observes @Priority(LATE) ShutdownEvent event) {
        held.clear();
        try {
            pool.preparedQuery(RELEASE_ALL).execute(Tuple.of(owner)).await().atMost(SHUTDOWN_LIMIT);
        } catch (RuntimeException failure) {
            LOG.warnf("Leases were not released, others can take them in %d s: %s", TERM.toSeconds(), failure);
        }
    }

    /** Holds the lease in place until the transaction ends; fails with {@link LeaseLost} when it is not ours any more. */
    public Uni<Void> fence(Mutiny.Session session, Lease lease) {
        return session.createNativeQuery("select epoch from lease where name = :name for share", Long.class)
                .setParameter("name", lease.name())
                .getSingleResultOrNull()
                .invoke(epoch -> {
                    if (epoch == null || epoch != lease.epoch()) {
                        throw new LeaseLost(lease);
                    }
                })
                .replaceWithVoid();
    }

    /** Whether enough of the lease is left to act on the outside world, where no transaction guards us. */
    public boolean mayAct(Lease lease) {
        var current = held.get(lease.name());
        return current != null
                && current.epoch() == lease.epoch()
                && current.heldUntilNanos() - System.nanoTime() >= MARGIN.toNanos();
    }

    private Optional<Lease> remember(String name, long asked, RowSet<Row> rows) {
        if (rows.rowCount() == 0) {
            held.remove(name);
            return Optional.empty();
        }
        var lease = new Lease(name, owner, rows.iterator().next().getLong(0), asked + TERM.toNanos());
        held.put(name, lease);
        return Optional.of(lease);
    }
}
