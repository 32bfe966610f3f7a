package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.executor.app.AttemptFacts;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The guarded updates of attempts: each names the state that it expects, so of two writers only one has its way. */
@ApplicationScoped
class AttemptTable {
    private static final String MOVE = """
            update AttemptRow set state = :to, clientId = :clientId, epoch = :epoch, changedAt = :at
            where id = :id and state = :from""";

    private static final String END_UNSTARTED =
            "update AttemptRow set state = FAILED, changedAt = :at where id = :id and state = ASSIGNED";

    private static final String ASK_TO_STOP = """
            update AttemptRow set stopReason = :reason, stopAt = :at, changedAt = :at
            where id = :id and stopReason is null and state not in (SUCCEEDED, FAILED)""";

    private final Outbox outbox;
    private final Clock clock;

    AttemptTable(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Boolean> move(Mutiny.Session session, AttemptState from, Attempt next, long epoch) {
        return session.createMutationQuery(MOVE)
                .setParameter("to", next.state())
                .setParameter("clientId", next.clientId())
                .setParameter("epoch", epoch)
                .setParameter("at", clock.instant())
                .setParameter("id", next.id())
                .setParameter("from", from)
                .executeUpdate()
                .map(updated -> updated == 1);
    }

    /** Ends an attempt of which nothing was sent; false when it was already begun or ended. */
    Uni<Boolean> endUnstarted(Mutiny.Session session, AttemptRow attempt, Ending.Failed ending) {
        var now = clock.instant();
        var fact = AttemptFacts.ended(attempt.assignment(), ending, now);
        return session.createMutationQuery(END_UNSTARTED)
                .setParameter("at", now)
                .setParameter("id", attempt.id)
                .executeUpdate()
                .chain(updated -> updated == 1
                        ? outbox.append(session, List.of(Outgoing.of(attempt.tenantId, fact, attempt.traceparent)))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    Uni<Void> askToStop(Mutiny.Session session, UUID attemptId, Attempt.Stop wish) {
        return session.createMutationQuery(ASK_TO_STOP)
                .setParameter("reason", wish.reason())
                .setParameter("at", wish.at())
                .setParameter("id", attemptId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Ends the attempt if nothing was sent of it, and otherwise records the wish that its owner ends it. */
    Uni<Void> revoke(Mutiny.Session session, AttemptRow attempt, Attempt.Stop wish) {
        return endUnstarted(session, attempt, wish.reason().ending(0))
                .chain(ended -> ended ? Uni.createFrom().voidItem() : askToStop(session, attempt.id, wish));
    }

    Uni<List<AttemptRow>> unstarted(Mutiny.Session session, Instant startableBefore) {
        return session.createQuery("from AttemptRow where state = ASSIGNED and startBy < :before", AttemptRow.class)
                .setParameter("before", startableBefore)
                .setMaxResults(100)
                .getResultList();
    }
}
