package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.TargetDefined;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.router.app.MatchCandidates;
import dev.comfymesh.router.app.Removal;
import dev.comfymesh.router.app.Removal.Busy;
import dev.comfymesh.router.app.Removal.Removed;
import dev.comfymesh.router.app.Removal.Unknown;
import dev.comfymesh.router.app.StoredTarget;
import dev.comfymesh.router.app.StoredTarget.Origin;
import dev.comfymesh.router.app.TargetRegistry;
import dev.comfymesh.router.app.TargetSpec;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The targets' table, published on the targets' topic. */
@ApplicationScoped
class ReactiveTargetRegistry implements TargetRegistry {
    private static final String TYPE = WireJson.typeOf(TargetDefined.class);

    // What another machine may have done under the same id is not held against this one.
    private static final String PUT = """
            insert into target as known (target_id, kind, contract, origin, provider, url, slots, micros_per_hour,
                                         micros_per_run, accelerator, region)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (target_id) do update
            set kind = excluded.kind, contract = excluded.contract, origin = excluded.origin,
                provider = excluded.provider, url = excluded.url, slots = excluded.slots,
                micros_per_hour = excluded.micros_per_hour, micros_per_run = excluded.micros_per_run,
                accelerator = excluded.accelerator, region = excluded.region,
                failures_in_row = 0, ejections = 0, ejected_until = null, proved = 0, silent_at = null
            where (known.provider, known.url, known.slots, known.micros_per_hour, known.micros_per_run,
                   known.accelerator, known.region) is distinct from
                  (excluded.provider, excluded.url, excluded.slots, excluded.micros_per_hour, excluded.micros_per_run,
                   excluded.accelerator, excluded.region)
            returning cordoned""";

    private static final String CORDON = """
            update target set cordoned = $2, drain_since = case when $2 then drain_since end,
                   revoke_at = case when $2 then revoke_at end
            where target_id = $1 and cordoned <> $2
            returning\s""" + TargetRows.SPEC;

    private static final String DRAIN = """
            with before as (select target_id, cordoned from target where target_id = $1 for no key update)
            update target t set cordoned = true, drain_since = coalesce(drain_since, $2), revoke_at = $3
            from before where t.target_id = before.target_id
            returning before.cordoned,\s""" + TargetRows.SPEC;

    private static final String LIVING =
            "select target_id, count(*) as living from attempt where ended_at is null group by target_id";

    private static final String LIVING_THERE = "select count(*) from attempt where target_id = $1 and ended_at is null";

    // Whoever assigns holds this row until the commit: so nothing is assigned to a target while it goes.
    private static final String HOLD_MATCHER = "select epoch from lease where name = $1 for no key update";

    private static final String IS_KNOWN = "select count(*) from target where target_id = :id";

    private static final String REMOVE = "delete from target where target_id = $1";

    private final Pool pool;
    private final Outbox outbox;
    private final Clock clock;

    ReactiveTargetRegistry(Pool pool, Outbox outbox, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Uni<List<StoredTarget>> all() {
        return pool.query(TargetRows.ALL + " order by t.target_id").execute().map(TargetRows::read);
    }

    @Override
    public Uni<Optional<StoredTarget>> find(String targetId) {
        return pool.preparedQuery(TargetRows.ALL + " where t.target_id = $1")
                .execute(Tuple.of(targetId))
                .map(rows -> TargetRows.read(rows).stream().findFirst());
    }

    @Override
    public Uni<Map<String, Integer>> living() {
        return pool.query(LIVING)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString("target_id"), row -> row.getInteger("living"))));
    }

    @Override
    public Uni<Void> put(TargetSpec spec, Origin origin) {
        return outbox.transaction(session -> Sql.select(
                        session,
                        PUT,
                        spec.targetId(),
                        spec.kind().name(),
                        spec.contract().name(),
                        origin.name(),
                        spec.providerWord(),
                        spec.url(),
                        spec.slots(),
                        spec.microsPerHour(),
                        spec.microsPerRun(),
                        spec.accelerator(),
                        spec.region())
                .chain(changed -> changed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : outbox.append(
                                session,
                                List.of(defined(spec, changed.getFirst().flag(0))))));
    }

    @Override
    public Uni<Removal> remove(String targetId) {
        return outbox.transaction(session -> Sql.select(session, HOLD_MATCHER, MatchCandidates.LEASE)
                .chain(() -> Sql.select(session, LIVING_THERE, targetId))
                .chain(lines -> {
                    var living = (int) lines.getFirst().number(0);
                    return living > 0 ? busy(session, targetId, living) : removeIdle(session, targetId);
                }));
    }

    private static Uni<Removal> busy(Mutiny.Session session, String targetId, int living) {
        return isKnown(session, targetId).map(known -> known ? new Busy(living) : new Unknown());
    }

    private Uni<Removal> removeIdle(Mutiny.Session session, String targetId) {
        return Sql.update(session, REMOVE, targetId)
                .chain(removed -> removed == 0
                        ? Uni.createFrom().item(new Unknown())
                        : outbox.append(session, List.of(outgoing(targetId, null)))
                                .replaceWith(new Removed()));
    }

    @Override
    public Uni<Boolean> cordon(String targetId, boolean cordoned) {
        return outbox.transaction(session -> Sql.select(session, CORDON, targetId, cordoned)
                .chain(changed -> changed.isEmpty()
                        ? isKnown(session, targetId)
                        : outbox.append(
                                        session,
                                        List.of(defined(TargetRows.spec(targetId, changed.getFirst(), 0), cordoned)))
                                .replaceWith(true)));
    }

    @Override
    public Uni<Boolean> drain(String targetId, @Nullable Instant revokeAt) {
        return outbox.transaction(session -> Sql.select(
                        session, DRAIN, targetId, clock.instant().atOffset(ZoneOffset.UTC), Rows.offsetOrNull(revokeAt))
                .chain(lines -> lines.isEmpty()
                        ? Uni.createFrom().item(false)
                        : cordoned(session, targetId, lines.getFirst()).replaceWith(true)));
    }

    private Uni<Void> cordoned(Mutiny.Session session, String targetId, Line row) {
        if (row.flag(0)) {
            return Uni.createFrom().voidItem();
        }
        return outbox.append(session, List.of(defined(TargetRows.spec(targetId, row, 1), true)));
    }

    private static Uni<Boolean> isKnown(Mutiny.Session session, String targetId) {
        return session.createNativeQuery(IS_KNOWN, Long.class)
                .setParameter("id", targetId)
                .getSingleResult()
                .map(count -> count > 0);
    }

    private Outgoing defined(TargetSpec spec, boolean cordoned) {
        var definition = new TargetDefined(
                spec.targetId(),
                clock.instant(),
                spec.kind(),
                spec.contract(),
                spec.url(),
                spec.slots(),
                spec.microsPerHour(),
                cordoned,
                spec.providerWord());
        return outgoing(spec.targetId(), WireJson.write(definition));
    }

    private static Outgoing outgoing(String targetId, byte @Nullable [] payload) {
        return new Outgoing(Topic.TARGETS, targetId, null, TYPE, payload, null);
    }
}
