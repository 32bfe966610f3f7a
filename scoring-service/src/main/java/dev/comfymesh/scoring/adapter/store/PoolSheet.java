package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.kit.outbox.Outgoing;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.scoring.domain.Candidate;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Outcome;
import dev.comfymesh.scoring.domain.Pool;
import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.Profiles;
import dev.comfymesh.scoring.domain.Turn;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The pools of one transaction: locked and read together, turned in memory fact by fact, and written together, only what
 * has changed. Endings that come together are entered one after the other, so the last one closes the pool, once.
 */
final class PoolSheet {
    private final Profiles profiles;
    private final Instant now;
    private final Map<UUID, Pool> before;
    private final Map<UUID, Pool> pools;
    private final Set<UUID> over;
    private final List<PoolRow> refused = new ArrayList<>();
    private final Map<String, WorkRow> added = new LinkedHashMap<>();
    private final Map<UUID, String> selections = new HashMap<>();
    private final Map<UUID, String> intents = new HashMap<>();
    private final Set<String> measured = new HashSet<>();
    private final List<JobFact> stated = new ArrayList<>();
    private final List<Outgoing> outgoing = new ArrayList<>();

    private PoolSheet(Profiles profiles, Instant now, Map<UUID, Pool> before, Set<UUID> over) {
        this.profiles = profiles;
        this.now = now;
        this.before = before;
        this.over = over;
        this.pools = new LinkedHashMap<>(before);
    }

    /** The pools of these jobs as they stand, locked until the transaction ends; those that there are. */
    static Uni<PoolSheet> open(
            Mutiny.Session session, Set<UUID> jobIds, Set<String> opened, ReactiveProfileShelf shelf, Instant now) {
        return Sql.select(session, PoolSql.LOCK, (Object) jobIds.toArray(UUID[]::new))
                .chain(locked -> shelf.knowing(session, profiles(locked, opened))
                        .chain(profiles -> read(session, locked, profiles)
                                .map(pools -> new PoolSheet(profiles, now, pools, over(locked)))));
    }

    private static Set<String> profiles(List<Line> locked, Set<String> opened) {
        return Stream.concat(
                        opened.stream(), locked.stream().filter(PoolRow::isLive).map(PoolRow::profile))
                .collect(Collectors.toSet());
    }

    private static Set<UUID> over(List<Line> locked) {
        return locked.stream()
                .filter(pool -> !PoolRow.isLive(pool))
                .map(pool -> pool.uuid(0))
                .collect(Collectors.toSet());
    }

    /** Of pools that are over nothing is of use any more; measurements and embeddings are, where a profile compares them. */
    private static Uni<Map<UUID, Pool>> read(Mutiny.Session session, List<Line> locked, Profiles profiles) {
        var live = locked.stream().filter(PoolRow::isLive).toList();
        return live.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Sql.select(
                                session,
                                PoolSql.CANDIDATES,
                                jobIds(live),
                                jobIds(live, profiles, Profile::comparesPool),
                                jobIds(live, profiles, Profile::comparesEmbeddings))
                        .map(members -> read(live, members, profiles));
    }

    private static UUID[] jobIds(List<Line> pools, Profiles profiles, Predicate<Profile> those) {
        return jobIds(pools.stream()
                .filter(pool -> those.test(profiles.of(PoolRow.profile(pool))))
                .toList());
    }

    private static UUID[] jobIds(List<Line> pools) {
        return pools.stream().map(pool -> pool.uuid(0)).toArray(UUID[]::new);
    }

    private static Map<UUID, Pool> read(List<Line> live, List<Line> members, Profiles profiles) {
        var candidates = members.stream()
                .collect(Collectors.groupingBy(
                        line -> line.uuid(0), Collectors.mapping(CandidateRow::candidate, Collectors.toList())));
        return live.stream()
                .map(line -> PoolRow.pool(line, candidates.getOrDefault(line.uuid(0), List.of()), profiles))
                .collect(Collectors.toMap(pool -> pool.terms().jobId(), pool -> pool));
    }

    /** Enters a fact of others. */
    void hear(JobFact fact, @Nullable String traceparent) {
        if (over.contains(fact.jobId())) {
            return;
        }
        if (fact instanceof JobAccepted job) {
            open(job, traceparent);
            return;
        }
        enter(pool(fact.jobId()).hear(fact, now), traceparent);
    }

    private void open(JobAccepted job, @Nullable String traceparent) {
        if (job.intent() != null) {
            intents.put(job.jobId(), Json.text(job.intent()));
        }
        profiles.find(job.pool().profile())
                .ifPresentOrElse(
                        profile -> {
                            if (!pools.containsKey(job.jobId())) {
                                enter(Pool.open(job, profile), traceparent);
                            }
                        },
                        () -> refuse(job, traceparent));
    }

    private void refuse(JobAccepted job, @Nullable String traceparent) {
        var nothing = Outcome.withoutProfile(job, now);
        over.add(job.jobId());
        refused.add(PoolRow.refused(job, Json.text(nothing), now));
        stated.add(nothing);
        outgoing.add(Outgoing.of(job.tenant().id(), nothing, traceparent));
    }

    /** Enters what was seen of a candidate; nothing if it does not wait for that any more. */
    void judge(UUID jobId, String candidateId, Examination examination, @Nullable String traceparent) {
        measured.add(candidateId);
        if (!over.contains(jobId)) {
            enter(pool(jobId).judge(candidateId, examination, now), traceparent);
        }
    }

    private Pool pool(UUID jobId) {
        var pool = pools.get(jobId);
        if (pool == null) {
            throw new IllegalArgumentException("no pool of job " + jobId);
        }
        return pool;
    }

    private void enter(Turn turn, @Nullable String traceparent) {
        var terms = turn.pool().terms();
        pools.put(terms.jobId(), turn.pool());
        for (var sitting : turn.sittings()) {
            added.put(sitting.candidateId(), WorkRow.of(terms.jobId(), sitting, traceparent));
        }
        for (var fact : turn.stated()) {
            if (fact instanceof PoolSelected) {
                selections.put(terms.jobId(), Json.text(fact));
            }
            stated.add(fact);
            outgoing.add(Outgoing.of(terms.tenantId(), fact, traceparent));
        }
    }

    /** Whether a pool may have to be compared within itself, which takes its time. */
    boolean comparesPools() {
        return before.values().stream()
                .map(pool -> pool.terms().profile())
                .anyMatch(profile -> profile.comparesPool() || profile.comparesEmbeddings());
    }

    /** Whether there is something to be measured that was not there before. */
    boolean bringsWork() {
        return !added.isEmpty();
    }

    /** What the pools have stated, in order. */
    List<JobFact> stated() {
        return stated;
    }

    /** The same, to be published with the transaction. */
    List<Outgoing> outgoing() {
        return outgoing;
    }

    /** Pools that this transaction opened, closed or turned in any other way. */
    Collection<Pool> changed() {
        return pools.values().stream()
                .filter(pool -> !pool.equals(before.get(pool.terms().jobId())))
                .toList();
    }

    Uni<Void> write(Mutiny.Session session) {
        var changed = changed();
        if (changed.isEmpty() && refused.isEmpty() && measured.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var ended = changed.stream()
                .filter(pool -> pool.state().isOver())
                .map(pool -> pool.terms().jobId())
                .collect(Collectors.toSet());
        return Sql.update(
                        session,
                        PoolSql.WRITE,
                        Json.text(Stream.concat(changed.stream().map(this::row), refused.stream())
                                .toList()),
                        Json.text(changed.stream()
                                .flatMap(this::changedCandidates)
                                .toList()),
                        Json.text(added.values().stream()
                                .filter(work -> !ended.contains(work.jobId()))
                                .toList()),
                        measured.toArray(String[]::new),
                        ended.toArray(UUID[]::new))
                .replaceWithVoid();
    }

    private PoolRow row(Pool pool) {
        var jobId = pool.terms().jobId();
        return PoolRow.of(pool, selections.get(jobId), intents.get(jobId), now);
    }

    private Stream<CandidateRow> changedCandidates(Pool pool) {
        var jobId = pool.terms().jobId();
        var known = before.get(jobId);
        var unchanged = known == null ? Set.<Candidate>of() : Set.copyOf(known.candidates());
        return pool.candidates().stream()
                .filter(candidate -> !unchanged.contains(candidate))
                .map(candidate -> CandidateRow.of(jobId, candidate));
    }
}
