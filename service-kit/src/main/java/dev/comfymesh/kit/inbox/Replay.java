package dev.comfymesh.kit.inbox;

import dev.comfymesh.kit.inbox.ParkedEvent.Reason;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Applies the parked events of one subject in the log's order, within one transaction, as far as they are gapless;
 * answers whether none waits any more.
 */
final class Replay {
    private final Mutiny.Session session;
    private final Function<Incoming, Uni<Void>> application;
    private final Deque<ParkedEvent> waiting;

    private Replay(Mutiny.Session session, Function<Incoming, Uni<Void>> application, List<ParkedEvent> waiting) {
        this.session = session;
        this.application = application;
        this.waiting = new ArrayDeque<>(waiting);
    }

    static Uni<Boolean> of(Mutiny.Session session, String subject, Function<Incoming, Uni<Void>> application) {
        return session.createQuery("from ParkedEvent where subject = :subject order by recordOffset", ParkedEvent.class)
                .setParameter("subject", subject)
                .getResultList()
                .chain(parked -> new Replay(session, application, parked).next());
    }

    private Uni<Boolean> next() {
        var head = waiting.poll();
        if (head == null) {
            return Uni.createFrom().item(true);
        }
        var event = head.event();
        return session.find(InboxPosition.class, InboxPosition.id(event)).chain(known -> apply(head, event, known));
    }

    private Uni<Boolean> apply(ParkedEvent head, Incoming event, @Nullable InboxPosition known) {
        var last = known == null ? 0 : known.sequence;
        if (event.sequence() > last + 1) {
            head.reason = Reason.GAP;
            head.detail = "number %d came after %d".formatted(event.sequence(), last);
            return Uni.createFrom().item(false);
        }
        var applied = event.sequence() <= last
                ? Uni.createFrom().voidItem()
                : application.apply(event).chain(() -> advance(known, event));
        return applied.chain(() -> delete(head)).chain(this::next);
    }

    // By a query: Hibernate Reactive keeps the state of an entity's removal in an object that all sessions share, so of
    // two
    // removals at once one never completes.
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
