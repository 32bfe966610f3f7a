package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetDefined;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.router.app.Drain;
import dev.comfymesh.router.app.MatchCandidates;
import dev.comfymesh.router.app.Removal;
import dev.comfymesh.router.app.Removal.Busy;
import dev.comfymesh.router.app.Removal.Removed;
import dev.comfymesh.router.app.Removal.Unknown;
import dev.comfymesh.router.app.StoredTarget;
import dev.comfymesh.router.app.StoredTarget.Origin;
import dev.comfymesh.router.app.TargetRegistry;
import dev.comfymesh.router.app.TargetSpec;
import dev.comfymesh.router.domain.Observation;
import dev.comfymesh.router.domain.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
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

    // An agent that is silent has nothing to show, and will have again.
    private static final String ALL = """
            select t.*, o.at, o.health, o.held, o.catalogue_digest,
                   case when o.files is null and o.had_agent then '[]' else cast(o.files as text) end as files
            from target t left join observation o on o.target_id = t.target_id""";

    // What another machine may have done under the same id is not held against this one.
    private static final String PUT = """
            insert into target as known (target_id, kind, contract, url, slots, micros_per_hour, origin)
            values (:id, :kind, :contract, :url, :slots, :rate, :origin)
            on conflict (target_id) do update
            set kind = excluded.kind, contract = excluded.contract, url = excluded.url, slots = excluded.slots,
                micros_per_hour = excluded.micros_per_hour, origin = excluded.origin,
                failures_in_row = 0, ejections = 0, ejected_until = null, proved = 0, silent_at = null
            where (known.kind, known.contract, known.url, known.slots, known.micros_per_hour) is distinct from
                  (excluded.kind, excluded.contract, excluded.url, excluded.slots, excluded.micros_per_hour)
            returning cordoned""";

    private static final String CORDON = """
            update target set cordoned = :cordoned, drain_since = case when :cordoned then drain_since end,
                   revoke_at = case when :cordoned then revoke_at end
            where target_id = :id and cordoned <> :cordoned
            returning kind, contract, url, slots, micros_per_hour""";

    private static final String DRAIN = """
            with before as (select target_id, cordoned from target where target_id = $1 for no key update)
            update target t set cordoned = true, drain_since = coalesce(drain_since, $2), revoke_at = $3
            from before where t.target_id = before.target_id
            returning before.cordoned, kind, contract, url, slots, micros_per_hour""";

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
        return pool.query(ALL + " order by t.target_id").execute().map(ReactiveTargetRegistry::targets);
    }

    @Override
    public Uni<Optional<StoredTarget>> find(String targetId) {
        return pool.preparedQuery(ALL + " where t.target_id = $1")
                .execute(Tuple.of(targetId))
                .map(rows -> targets(rows).stream().findFirst());
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
        return outbox.transaction(session -> session.createNativeQuery(PUT, Boolean.class)
                .setParameter("id", spec.targetId())
                .setParameter("kind", spec.kind().name())
                .setParameter("contract", spec.contract().name())
                .setParameter("url", spec.url())
                .setParameter("slots", spec.slots())
                .setParameter("rate", spec.microsPerHour())
                .setParameter("origin", origin.name())
                .getSingleResultOrNull()
                .chain(cordoned -> cordoned == null
                        ? Uni.createFrom().voidItem()
                        : outbox.append(session, List.of(defined(spec, cordoned)))));
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
        return outbox.transaction(session -> session.createNativeQuery(CORDON, jakarta.persistence.Tuple.class)
                .setParameter("id", targetId)
                .setParameter("cordoned", cordoned)
                .getSingleResultOrNull()
                .chain(changed -> changed == null
                        ? isKnown(session, targetId)
                        : outbox.append(session, List.of(defined(spec(targetId, changed), cordoned)))
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
        var spec = new TargetSpec(
                targetId,
                TargetKind.valueOf(row.text(1)),
                TargetContract.valueOf(row.text(2)),
                row.text(3),
                (int) row.number(4),
                row.number(5));
        return outbox.append(session, List.of(defined(spec, true)));
    }

    private static Uni<Boolean> isKnown(Mutiny.Session session, String targetId) {
        return session.createNativeQuery(IS_KNOWN, Long.class)
                .setParameter("id", targetId)
                .getSingleResult()
                .map(count -> count > 0);
    }

    /** As the row was when the statement had it: what is published is what was committed. */
    private static TargetSpec spec(String targetId, jakarta.persistence.Tuple row) {
        return new TargetSpec(
                targetId,
                TargetKind.valueOf(row.get("kind", String.class)),
                TargetContract.valueOf(row.get("contract", String.class)),
                row.get("url", String.class),
                row.get("slots", Integer.class),
                row.get("micros_per_hour", Long.class));
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
                cordoned);
        return outgoing(spec.targetId(), WireJson.write(definition));
    }

    private static Outgoing outgoing(String targetId, byte @Nullable [] payload) {
        return new Outgoing(Topic.TARGETS, targetId, null, TYPE, payload, null);
    }

    private static List<StoredTarget> targets(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ReactiveTargetRegistry::target)
                .toList();
    }

    private static StoredTarget target(Row row) {
        var spec = new TargetSpec(
                row.getString("target_id"),
                TargetKind.valueOf(row.getString("kind")),
                TargetContract.valueOf(row.getString("contract")),
                row.getString("url"),
                row.getInteger("slots"),
                row.getLong("micros_per_hour"));
        var standing = new Standing(
                row.getInteger("failures_in_row"),
                row.getInteger("ejections"),
                Rows.instantOrNull(row, "ejected_until"),
                row.getInteger("proved"),
                Rows.instantOrNull(row, "silent_at"));
        return new StoredTarget(
                spec,
                Origin.valueOf(row.getString("origin")),
                row.getBoolean("cordoned"),
                drain(row),
                standing,
                observation(row),
                row.getString("catalogue_digest"));
    }

    private static @Nullable Drain drain(Row row) {
        var since = Rows.instantOrNull(row, "drain_since");
        return since == null ? null : new Drain(since, Rows.instantOrNull(row, "revoke_at"));
    }

    private static @Nullable Observation observation(Row row) {
        var at = Rows.instantOrNull(row, "at");
        if (at == null) {
            return null;
        }
        var files = row.getString("files");
        return new Observation(
                at,
                TargetHealth.valueOf(row.getString("health")),
                row.getInteger("held"),
                files == null ? null : Rows.texts(files));
    }
}
