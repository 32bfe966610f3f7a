package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.scoring.app.PoolCatalog;
import dev.comfymesh.scoring.app.StoredPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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
    public Uni<Optional<StoredPool>> find(UUID jobId) {
        UUID[] one = {jobId};
        return sessions.withSession(session -> Sql.select(session, PoolSql.VIEW, jobId)
                .chain(pools -> Sql.select(session, PoolSql.CANDIDATES, one, one, one)
                        .map(members -> pools.stream().findFirst().map(pool -> stored(pool, members)))));
    }

    private static StoredPool stored(Line pool, List<Line> members) {
        return new StoredPool(
                pool.uuid(0),
                pool.text(1),
                pool.text(2),
                pool.textOrNull(8),
                (int) pool.number(3),
                (int) pool.number(4),
                (int) pool.number(5),
                pool.instant(6),
                members.stream().map(CandidateRow::candidate).toList(),
                selection(pool));
    }

    private static List<Selected> selection(Line pool) {
        return pool.isNull(7)
                ? List.of()
                : Json.read(pool.text(7), PoolSelected.class).selection();
    }
}
