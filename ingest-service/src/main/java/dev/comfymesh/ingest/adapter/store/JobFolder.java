package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.ingest.domain.CandidateLifecycle;
import dev.comfymesh.ingest.domain.JobFold;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.inbox.Incoming;
import dev.comfymesh.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Folds facts into the rows of their jobs, under the rows' locks; what the fold states goes out in the same transaction. */
@ApplicationScoped
class JobFolder implements Inbox.Batch {
    private static final Set<String> UNSEEN =
            JobFold.UNSEEN.stream().map(WireJson::typeOf).collect(Collectors.toUnmodifiableSet());

    private final Outbox outbox;
    private final FoldMeter meter;

    JobFolder(Outbox outbox, FoldMeter meter) {
        this.outbox = outbox;
        this.meter = meter;
    }

    @Override
    public Inbox.Urgency urgency(String type) {
        return UNSEEN.contains(type) ? Inbox.Urgency.NEVER : Inbox.Urgency.AT_ONCE;
    }

    /** A fact in the trace that it came in. */
    private record Traced(JobFact fact, @Nullable String traceparent) {}

    @Override
    public Uni<Void> apply(Mutiny.Session session, List<Incoming> events) {
        var facts = events.stream().flatMap(event -> traced(event).stream()).toList();
        return facts.isEmpty()
                ? Uni.createFrom().voidItem()
                : FoldSql.open(session, jobIds(facts), candidateIds(facts))
                        .invoke(folding -> facts.forEach(traced -> folding.fold(traced.fact(), traced.traceparent())))
                        .call(folding -> store(session, folding))
                        .invoke(folding -> meter.folded(facts.size(), folding.ended()))
                        .replaceWithVoid();
    }

    /** Writes what was folded and states what follows from it. */
    Uni<Void> store(Mutiny.Session session, Folding folding) {
        return FoldSql.write(session, folding).chain(() -> outbox.append(session, folding.endings()));
    }

    private static Optional<Traced> traced(Incoming event) {
        return event.fact().map(fact -> new Traced(fact, event.traceparent()));
    }

    private static Set<UUID> jobIds(List<Traced> facts) {
        return facts.stream().map(traced -> traced.fact().jobId()).collect(Collectors.toSet());
    }

    private static Set<String> candidateIds(List<Traced> facts) {
        return facts.stream()
                .flatMap(traced -> CandidateLifecycle.candidateOf(traced.fact()).stream())
                .collect(Collectors.toSet());
    }
}
