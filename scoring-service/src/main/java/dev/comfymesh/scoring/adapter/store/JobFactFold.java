package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.inbox.Incoming;
import dev.comfymesh.scoring.app.Scorers;
import dev.comfymesh.scoring.domain.CandidateLifecycle;
import dev.comfymesh.scoring.domain.PoolLifecycle;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Folds the facts of a poll into the pools of their jobs; facts that move nobody's life are not even read. */
@ApplicationScoped
class JobFactFold implements Inbox.Batch {
    /** A pool that is opened has nothing to do before its first output, as a rule. */
    private static final String OPENS = WireJson.typeOf(JobAccepted.class);

    private static final Set<String> HEARD = Stream.of(
                    Stream.of(JobAccepted.class),
                    PoolLifecycle.STEPS.stream().map(PoolLifecycle.Step::fact),
                    CandidateLifecycle.STEPS.stream().map(CandidateLifecycle.Step::fact))
            .flatMap(facts -> facts)
            .map(WireJson::typeOf)
            .collect(Collectors.toUnmodifiableSet());

    private final PoolBook book;
    private final Scorers scorers;
    private final AtomicBoolean work = new AtomicBoolean();

    JobFactFold(PoolBook book, Scorers scorers) {
        this.book = book;
        this.scorers = scorers;
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
        var heard = events.stream().flatMap(Heard::of).toList();
        return book.change(
                        session,
                        jobIds,
                        opened(heard),
                        sheet -> heard.forEach(said -> sheet.hear(said.fact(), said.traceparent())))
                .invoke(sheet -> work.compareAndSet(false, sheet.bringsWork()))
                .replaceWithVoid();
    }

    @Override
    public void committed() {
        if (work.getAndSet(false)) {
            scorers.wake();
        }
    }

    private static Set<String> opened(List<Heard> heard) {
        return heard.stream()
                .map(Heard::fact)
                .flatMap(fact ->
                        fact instanceof JobAccepted job ? Stream.of(job.pool().profile()) : Stream.empty())
                .collect(Collectors.toSet());
    }

    /** A fact, read once: the graph in it may be large. */
    private record Heard(JobFact fact, @Nullable String traceparent) {
        static Stream<Heard> of(Incoming event) {
            return event.fact().map(fact -> new Heard(fact, event.traceparent())).stream();
        }
    }
}
