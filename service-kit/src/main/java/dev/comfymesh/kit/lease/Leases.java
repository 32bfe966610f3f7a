package dev.comfymesh.kit.lease;

import dev.comfymesh.kit.config.KitConfig;
import dev.comfymesh.kit.sql.Sql;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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

    private static final String RENEW = """
            update lease set until = now() + interval '15 seconds' from unnest($2::text[], $3::bigint[]) as mine (name, epoch)
            where lease.name = mine.name and lease.owner = $1 and lease.epoch = mine.epoch
            returning lease.name, lease.epoch""";

    // A process that starts again under its old name need not wait for its own lease to run out: the higher epoch
    // fences its predecessor.
    private static final String TAKE = """
            insert into lease as held (name, owner, epoch, until)
            select wished.name, $1, 1, now() + interval '15 seconds' from unnest($2::text[]) as wished (name) order by wished.name
            on conflict (name) do update set owner = $1, epoch = held.epoch + 1, until = now() + interval '15 seconds'
            where held.until < now() or held.owner = $1
            returning held.name, held.epoch""";

    private static final String FENCE = "select epoch from lease where name = $1 and epoch = $2 for share";

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
        return takeAll(List.of(name)).map(taken -> Optional.ofNullable(taken.get(name)));
    }

    /** Takes and renews all of them, in two statements; what is missing in the answer, somebody else holds. */
    public Uni<Map<String, Lease>> takeAll(Collection<String> names) {
        var asked = System.nanoTime();
        var ours = names.stream().map(held::get).filter(Objects::nonNull).toList();
        var others = names.stream().filter(name -> !held.containsKey(name)).toList();
        return renew(ours)
                .chain(kept -> seize(others)
                        .map(gained -> Stream.concat(kept.stream(), gained.stream())
                                .map(row -> new Lease(row.getString(0), owner, row.getLong(1), asked + TERM.toNanos()))
                                .collect(Collectors.toMap(Lease::name, Function.identity()))))
                .invoke(taken -> names.forEach(name -> held.compute(name, (_, _) -> taken.get(name))));
    }

    private Uni<List<Row>> renew(List<Lease> ours) {
        return ours.isEmpty()
                ? Uni.createFrom().item(List.of())
                : pool.preparedQuery(RENEW)
                        .execute(Tuple.of(
                                owner,
                                ours.stream().map(Lease::name).toArray(String[]::new),
                                ours.stream().map(Lease::epoch).toArray(Long[]::new)))
                        .map(Leases::listed);
    }

    private Uni<List<Row>> seize(List<String> others) {
        return others.isEmpty()
                ? Uni.createFrom().item(List.of())
                : pool.preparedQuery(TAKE)
                        .execute(Tuple.of(owner, others.toArray(String[]::new)))
                        .map(Leases::listed);
    }

    private static List<Row> listed(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    /**
     * Whoever held it has stopped acting under it, though nobody else may have it yet: when it is taken again it has another
     * epoch, as the two are not one tenure.
     */
    public void forget(Lease lease) {
        held.remove(lease.name(), lease);
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
        return Sql.select(session, FENCE, lease.name(), lease.epoch())
                .invoke(held -> {
                    if (held.isEmpty()) {
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
}
