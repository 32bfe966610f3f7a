package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.app.PoolCatalog;
import dev.comfymesh.scoring.app.PoolView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads pools as they stand. */
@ApplicationScoped
class ReactivePoolCatalog implements PoolCatalog {
    private final Mutiny.SessionFactory sessions;

    ReactivePoolCatalog(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Optional<PoolView>> find(UUID jobId) {
        return sessions.withSession(session -> session.find(PoolEntity.class, jobId)
                .chain(pool -> session.createQuery(
                                "from CandidateEntity where jobId = :jobId order by n", CandidateEntity.class)
                        .setParameter("jobId", jobId)
                        .getResultList()
                        .map(candidates -> Optional.ofNullable(pool).map(found -> view(found, candidates)))));
    }

    private static PoolView view(PoolEntity pool, List<CandidateEntity> candidates) {
        return new PoolView(
                pool.jobId,
                pool.state.name(),
                pool.profile,
                pool.deliver,
                pool.maxCandidates,
                pool.wave,
                pool.deadline,
                candidates.stream().map(ReactivePoolCatalog::member).toList(),
                selection(pool));
    }

    private static PoolView.Member member(CandidateEntity row) {
        return new PoolView.Member(
                row.id,
                row.n,
                row.seed,
                row.state.name(),
                row.attemptId,
                row.lostTo,
                row.measurements == null
                        ? Map.of()
                        : Json.read(row.measurements, StoredMeasurements.class).values(),
                row.verdict == null ? null : Json.read(row.verdict, Verdict.class));
    }

    private static List<Selected> selection(PoolEntity pool) {
        return pool.selected == null
                ? List.of()
                : Json.read(pool.selected, PoolSelected.class).selection();
    }
}
