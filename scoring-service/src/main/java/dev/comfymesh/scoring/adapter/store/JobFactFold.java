package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.inbox.Incoming;
import dev.comfymesh.scoring.domain.CandidateLifecycle;
import dev.comfymesh.scoring.domain.PoolLifecycle;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Folds the facts of a poll into the pools of their jobs; facts that move nobody's life are not even read. */
@ApplicationScoped
class JobFactFold implements Inbox.Batch {
    /** A pool that is opened has nothing to do before its first output. */
    private static final String OPENS = WireJson.typeOf(JobAccepted.class);

    private static final Set<String> HEARD = Stream.of(
                    Stream.of(JobAccepted.class),
                    PoolLifecycle.STEPS.stream().map(PoolLifecycle.Step::fact),
                    CandidateLifecycle.STEPS.stream().map(CandidateLifecycle.Step::fact))
            .flatMap(facts -> facts)
            .map(WireJson::typeOf)
            .collect(Collectors.toUnmodifiableSet());

    private final PoolBook book;

    JobFactFold(PoolBook book) {
        this.book = book;
    }

    @Override
    public Inbox.Urgency urgency(String type) {
        if (type.equals(OPENS)) {
            return Inbox.Urgency.BY_AND_BY;
        }
        return HEARD.contains(type) ? Inbox.Urgency.AT_ONCE : Inbox.Urgency.NEVER;
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, List<Incoming> events) {
        var jobIds =
                events.stream().map(event -> UUID.fromString(event.subject())).collect(Collectors.toSet());
        return book.change(session, jobIds, sheet -> events.forEach(event -> hear(sheet, event)))
                .replaceWithVoid();
    }

    private static void hear(PoolSheet sheet, Incoming event) {
        event.fact().ifPresent(fact -> sheet.hear(fact, event.traceparent()));
    }
}
