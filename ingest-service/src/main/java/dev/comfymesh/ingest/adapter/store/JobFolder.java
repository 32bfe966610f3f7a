package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.ingest.domain.CandidateLifecycle;
import dev.comfymesh.ingest.domain.CandidatePhase;
import dev.comfymesh.ingest.domain.Folded;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.ingest.domain.JobFold;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.inbox.Incoming;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Folds facts into the rows of their job, under the row's lock; what the fold states goes out in the same transaction. */
@ApplicationScoped
class JobFolder implements Inbox.Application {
    private final Outbox outbox;
    private final String ownName;

    JobFolder(Outbox outbox, @ConfigProperty(name = "quarkus.application.name") String ownName) {
        this.outbox = outbox;
        this.ownName = ownName;
    }

    /** Our own facts were folded when we stated them. */
    @Override
    public Uni<Void> apply(Mutiny.Session session, Incoming event) {
        if (event.source().equals(ownName)) {
            return Uni.createFrom().voidItem();
        }
        return event.fact()
                .map(fact -> session.find(JobEntity.class, fact.jobId(), LockMode.PESSIMISTIC_WRITE)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new IllegalStateException("there is no job " + fact.jobId()))
                        .chain(row -> fold(session, row, fact))
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Folds a fact into a row that this session has locked. */
    Uni<Job> fold(Mutiny.Session session, JobEntity row, JobFact fact) {
        return CandidateLifecycle.candidateOf(fact)
                .map(id -> candidate(session, row, id).chain(candidate -> foldBoth(session, row, candidate, fact)))
                .orElseGet(() -> store(session, row, fact, JobFold.fold(row.job(), CandidatePhase.WAITING, fact)));
    }

    private Uni<Job> foldBoth(Mutiny.Session session, JobEntity row, CandidateEntity candidate, JobFact fact) {
        var folded = JobFold.fold(row.job(), candidate.phase, fact);
        candidate.enter(folded.phase());
        return store(session, row, fact, folded);
    }

    private static Uni<CandidateEntity> candidate(Mutiny.Session session, JobEntity row, String id) {
        return session.find(CandidateEntity.class, id)
                .chain(known -> known == null
                        ? persisted(session, CandidateEntity.waiting(id, row))
                        : Uni.createFrom().item(known));
    }

    private Uni<Job> store(Mutiny.Session session, JobEntity row, JobFact fact, Folded folded) {
        var wasOver = row.status.ended();
        row.take(folded.job().state());
        var rows = new ArrayList<Object>();
        for (int i = 0; i < folded.events().size(); i++) {
            rows.add(ClientEventEntity.of(
                    folded.job(), folded.seq(i), folded.events().get(i)));
        }
        if (fact instanceof AttemptSucceeded succeeded && !wasOver) {
            rows.addAll(ArtifactEntity.of(row.tenantId, succeeded));
        }
        if (folded.ending() != null) {
            rows.add(SettlementEntity.of(folded.job()));
        }
        return session.persistAll(rows.toArray())
                .chain(() -> folded.ending() == null
                        ? Uni.createFrom().voidItem()
                        : outbox.append(session, List.of(Outgoing.of(row.tenantId, folded.ending()))))
                .replaceWith(folded.job());
    }

    private static Uni<CandidateEntity> persisted(Mutiny.Session session, CandidateEntity row) {
        return session.persist(row).replaceWith(row);
    }
}
