package dev.comfymesh.kit.inbox;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What one transaction knows of the subjects in its batch: how far each is applied, and which of them are parked. */
final class Ledger {
    /** What is to be done with an event. */
    enum Judgement {
        NO_ENVELOPE,
        REPEATED,
        NEXT,
        GAP,
        BEHIND
    }

    private final Mutiny.Session session;
    private final Map<String, InboxPosition> positions;
    private final Map<String, ParkedEvent> heads;
    private final Set<String> healed = new LinkedHashSet<>();

    private Ledger(Mutiny.Session session, Map<String, InboxPosition> positions, Map<String, ParkedEvent> heads) {
        this.session = session;
        this.positions = positions;
        this.heads = heads;
    }

    static Uni<Ledger> open(Mutiny.Session session, List<Incoming> events) {
        var ids = events.stream().map(InboxPosition::id).distinct().toArray();
        var subjects = events.stream().map(Incoming::subject).collect(Collectors.toSet());
        return session.find(InboxPosition.class, ids)
                .chain(found -> session.createQuery(
                                "from ParkedEvent where subject in :subjects order by recordOffset", ParkedEvent.class)
                        .setParameter("subjects", subjects)
                        .getResultList()
                        .map(parked -> new Ledger(session, byId(found), firstOfEach(parked))));
    }

    Judgement judge(Incoming event) {
        if (!event.hasEnvelope()) {
            return Judgement.NO_ENVELOPE;
        }
        var last = last(event);
        if (event.sequence() <= last) {
            return Judgement.REPEATED;
        }
        var next = event.sequence() == last + 1;
        var head = heads.get(event.subject());
        if (head == null) {
            return next ? Judgement.NEXT : Judgement.GAP;
        }
        var heals = next && head.reason == ParkedEvent.Reason.GAP && head.source.equals(event.source());
        return heals ? Judgement.NEXT : Judgement.BEHIND;
    }

    /** The number of the last event applied of this one's subject and source; 0 before the first. */
    long last(Incoming event) {
        var position = positions.get(InboxPosition.id(event));
        return position == null ? 0 : position.sequence;
    }

    Uni<Void> applied(Incoming event) {
        if (heads.containsKey(event.subject())) {
            healed.add(event.subject());
        }
        var known = positions.get(InboxPosition.id(event));
        if (known != null) {
            known.advance(event);
            return Uni.createFrom().voidItem();
        }
        var first = InboxPosition.before(event);
        first.advance(event);
        positions.put(first.id, first);
        return session.persist(first);
    }

    Uni<Void> park(Incoming event, ParkedEvent.Reason reason, String detail) {
        return session.find(ParkedEvent.class, event.place()).chain(known -> {
            if (known != null) {
                return Uni.createFrom().voidItem();
            }
            var parked = ParkedEvent.of(event, reason, detail);
            heads.putIfAbsent(event.subject(), parked);
            return session.persist(parked);
        });
    }

    /** Parked subjects of which the missing event has come. */
    Collection<String> healed() {
        return healed;
    }

    private static Map<String, InboxPosition> byId(List<InboxPosition> found) {
        return found.stream()
                .filter(Objects::nonNull)
                .collect(
                        Collectors.toMap(position -> position.id, position -> position, (one, _) -> one, HashMap::new));
    }

    private static Map<String, ParkedEvent> firstOfEach(List<ParkedEvent> parked) {
        return parked.stream()
                .collect(Collectors.toMap(event -> event.subject, event -> event, (first, _) -> first, HashMap::new));
    }
}
