package dev.comfymesh.kit.inbox;

import dev.comfymesh.kit.inbox.ParkedEvent.Reason;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Applies the first of a subject's parked events, by its numbers and else in the log's order, within one transaction. */
final class Replay {
    /** What became of the first parked event. */
    enum Turn {
        /** It is applied, and others wait behind it. */
        GOES_ON,
        /** Its predecessor is missing still. */
        WAITS,
        /** None waits any more. */
        RELEASED
    }

    private final Mutiny.Session session;
    private final Function<Incoming, Uni<Void>> application;

    Replay(Mutiny.Session session, Function<Incoming, Uni<Void>> application) {
        this.session = session;
        this.application = application;
    }

    Uni<Turn> first(String subject) {
        return firstTwo(session, subject)
                .chain(waiting -> waiting.isEmpty() ? Uni.createFrom().item(Turn.RELEASED) : apply(waiting));
    }

    /** Says of the first parked event that it is the one at fault. */
    static Uni<Void> accuse(Mutiny.Session session, String subject, Throwable failure) {
        return firstTwo(session, subject)
                .invoke(waiting -> waiting.stream().findFirst().ifPresent(head -> {
                    head.reason = Reason.POISON;
                    head.detail = String.valueOf(failure.getMessage());
                }))
                .replaceWithVoid();
    }

    private static Uni<List<ParkedEvent>> firstTwo(Mutiny.Session session, String subject) {
        return session.createQuery("from ParkedEvent where subject = :subject order by recordOffset", ParkedEvent.class)
                .setParameter("subject", subject)
                .setMaxResults(2)
                .getResultList();
    }

    private Uni<Turn> apply(List<ParkedEvent> waiting) {
        return apply(waiting.getFirst())
                .map(applied -> applied ? waiting.size() == 1 ? Turn.RELEASED : Turn.GOES_ON : Turn.WAITS);
    }

    private Uni<Boolean> apply(ParkedEvent head) {
        var event = head.event();
        return session.find(InboxPosition.class, InboxPosition.id(event)).chain(known -> {
            var last = known == null ? 0 : known.sequence;
            if (event.sequence() > last + 1) {
                return behind(head, last);
            }
            var applied = event.sequence() <= last
                    ? Uni.createFrom().voidItem()
                    : application.apply(event).chain(() -> advance(known, event));
            return applied.chain(() -> delete(head)).replaceWith(true);
        });
    }

    /** The predecessor goes first if it came later and waits as well. */
    private Uni<Boolean> behind(ParkedEvent head, long last) {
        return session.createQuery(
                        "from ParkedEvent where subject = :subject and source = :source and sequence = :next",
                        ParkedEvent.class)
                .setParameter("subject", head.subject)
                .setParameter("source", head.source)
                .setParameter("next", last + 1)
                .getResultList()
                .chain(found -> {
                    if (!found.isEmpty()) {
                        return apply(found.getFirst());
                    }
                    head.reason = Reason.GAP;
                    head.detail = "number %d came after %d".formatted(head.sequence, last);
                    return Uni.createFrom().item(false);
                });
    }

    // By a query: Hibernate Reactive keeps the state of an entity's removal in an object that all sessions share, so of
    // two removals at once one never completes.
    private Uni<Integer> delete(ParkedEvent head) {
        return session.createMutationQuery("delete from ParkedEvent where id = :id")
                .setParameter("id", head.id)
                .executeUpdate();
    }

    private Uni<Void> advance(@Nullable InboxPosition known, Incoming event) {
        if (known != null) {
            known.advance(event);
            return Uni.createFrom().voidItem();
        }
        var first = InboxPosition.before(event);
        first.advance(event);
        return session.persist(first);
    }
}
