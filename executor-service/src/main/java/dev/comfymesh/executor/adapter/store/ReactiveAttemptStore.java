package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.executor.app.AttemptStore;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Attempts in PostgreSQL; state and facts are stored in one transaction, which the lease of the target guards. */
@ApplicationScoped
class ReactiveAttemptStore implements AttemptStore {
    private static final Logger LOG = Logger.getLogger(ReactiveAttemptStore.class);
    private static final String LIVE = "from AttemptRow where targetId = :target and state not in (SUCCEEDED, FAILED)";
    private static final String CALLING = """
            from AttemptRow where targetId in (:targets) and state not in (SUCCEEDED, FAILED)
            and (state = ASSIGNED or stopReason is not null) order by assignedAt""";

    private final Mutiny.SessionFactory sessions;
    private final Outbox outbox;
    private final AttemptTable table;
    private final TargetLeases leases;

    ReactiveAttemptStore(Mutiny.SessionFactory sessions, Outbox outbox, AttemptTable table, TargetLeases leases) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.table = table;
        this.leases = leases;
    }

    @Override
    public Uni<List<Attempt>> live(String targetId) {
        return sessions.withSession(session -> session.createQuery(LIVE, AttemptRow.class)
                        .setParameter("target", targetId)
                        .getResultList())
                .map(ReactiveAttemptStore::attempts);
    }

    @Override
    public Uni<List<Attempt>> calling(Collection<String> targetIds) {
        return sessions.withSession(session -> session.createQuery(CALLING, AttemptRow.class)
                        .setParameter("targets", targetIds)
                        .getResultList())
                .map(ReactiveAttemptStore::attempts);
    }

    @Override
    public Uni<Optional<Attempt>> find(UUID attemptId) {
        return sessions.withSession(session -> session.find(AttemptRow.class, attemptId))
                .map(row -> Optional.ofNullable(row).map(AttemptRow::attempt));
    }

    @Override
    public Uni<Boolean> save(Tenure tenure, AttemptState from, Attempt next, List<JobFact> facts) {
        return outbox.transaction(session -> leases.fence(session, tenure)
                        .chain(() -> table.move(session, from, next, tenure.epoch()))
                        .call(moved -> moved
                                ? outbox.append(session, outgoing(next, facts))
                                : Uni.createFrom().voidItem()))
                .invoke(moved -> LOG.debugf(
                        "Attempt %s on %s: %s -> %s, stored: %s",
                        next.id(), tenure.targetId(), from, next.state(), moved));
    }

    @Override
    public Uni<Void> askToStop(Tenure tenure, UUID attemptId, Attempt.Stop wish) {
        return sessions.withTransaction(
                session -> leases.fence(session, tenure).chain(() -> table.askToStop(session, attemptId, wish)));
    }

    @Override
    public Uni<Void> endUnstarted(Instant startableBefore) {
        var tooLate = Ending.Failed.unstarted(FailureClass.NOT_STARTED, "It was too late to start the run.");
        return outbox.transaction(session -> table.unstarted(session, startableBefore)
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> table.endUnstarted(session, row, tooLate))
                        .collect()
                        .last()
                        .replaceWithVoid()));
    }

    @Override
    public Uni<Graph> graph(String digest) {
        return sessions.withSession(session -> session.createNativeQuery(
                                "select body from graph where digest = :digest", String.class)
                        .setParameter("digest", digest)
                        .getSingleResult())
                .map(body -> new Graph(new JsonObject(body).getMap()));
    }

    private static List<Outgoing> outgoing(Attempt attempt, List<JobFact> facts) {
        var order = attempt.assignment();
        return facts.stream()
                .map(fact -> Outgoing.of(order.tenantId(), fact, order.traceparent()))
                .toList();
    }

    private static List<Attempt> attempts(List<AttemptRow> rows) {
        return rows.stream().map(AttemptRow::attempt).toList();
    }
}
