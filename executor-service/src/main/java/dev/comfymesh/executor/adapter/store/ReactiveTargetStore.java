package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.executor.app.TargetStore;
import dev.comfymesh.executor.domain.Target;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Targets in PostgreSQL. */
@ApplicationScoped
class ReactiveTargetStore implements TargetStore {
    private final Mutiny.SessionFactory sessions;

    ReactiveTargetStore(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Optional<Target>> find(String targetId) {
        return sessions.withSession(session -> session.find(TargetRow.class, targetId))
                .map(row -> Optional.ofNullable(row).map(TargetRow::target));
    }
}
