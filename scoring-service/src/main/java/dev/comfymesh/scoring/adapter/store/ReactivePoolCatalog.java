package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.scoring.app.PoolCatalog;
import dev.comfymesh.scoring.app.PoolView;
import dev.comfymesh.scoring.domain.Fingerprint;
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
    public Uni<Optional<PoolView>> find(UUID jobId) {
        return sessions.withSession(session -> Sql.select(session, PoolSql.VIEW, jobId)
                .chain(pools -> Sql.select(session, PoolSql.MEMBERS, jobId)
                        .map(members -> pools.stream().findFirst().map(pool -> view(pool, members)))));
    }

    private static PoolView view(Line pool, List<Line> members) {
        return new PoolView(
                pool.uuid(0),
                pool.text(1),
                pool.text(2),
                pool.textOrNull(8),
                (int) pool.number(3),
                (int) pool.number(4),
                (int) pool.number(5),
                pool.instant(6),
                members.stream().map(ReactivePoolCatalog::member).toList(),
                selection(pool));
    }

    private static PoolView.Member member(Line row) {
        var stored = row.isNull(6) ? StoredMeasurements.NONE : Json.read(row.text(6), StoredMeasurements.class);
        return new PoolView.Member(
                row.text(0),
                (int) row.number(1),
                row.number(2),
                row.text(3),
                row.isNull(4) ? null : row.uuid(4),
                row.textOrNull(5),
                stored.values(),
                stored.whyUnknown(),
                stored.scorerMicros(),
                row.isNull(7) ? null : Json.read(row.text(7), Verdict.class),
                row.isNull(8) ? null : new Fingerprint(row.number(8)).toString(),
                row.textOrNull(9));
    }

    private static List<Selected> selection(Line pool) {
        return pool.isNull(7)
                ? List.of()
                : Json.read(pool.text(7), PoolSelected.class).selection();
    }
}
