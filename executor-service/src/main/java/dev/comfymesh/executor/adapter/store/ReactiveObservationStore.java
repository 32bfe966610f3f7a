package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.app.ObservationStore;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.hibernate.reactive.mutiny.Mutiny;

/** The last observation of each target in PostgreSQL. */
@ApplicationScoped
class ReactiveObservationStore implements ObservationStore {
    private static final String SAVE = """
            insert into observation (target_id, epoch, number, content) values (:target, :epoch, :number, :content)
            on conflict (target_id) do update set epoch = :epoch, number = :number, content = :content""";

    private final Mutiny.SessionFactory sessions;
    private final TargetLeases leases;

    ReactiveObservationStore(Mutiny.SessionFactory sessions, TargetLeases leases) {
        this.sessions = sessions;
        this.leases = leases;
    }

    @Override
    public Uni<Void> save(Tenure tenure, TargetObserved observed) {
        return sessions.withTransaction(session -> leases.fence(session, tenure)
                .chain(() -> session.createNativeQuery(SAVE)
                        .setParameter("target", observed.targetId())
                        .setParameter("epoch", observed.ownerEpoch())
                        .setParameter("number", observed.n())
                        .setParameter("content", new String(WireJson.write(observed), StandardCharsets.UTF_8))
                        .executeUpdate())
                .replaceWithVoid());
    }
}
