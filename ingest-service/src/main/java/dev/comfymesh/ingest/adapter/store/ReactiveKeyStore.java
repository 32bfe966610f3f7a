package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.KeyStore;
import dev.comfymesh.ingest.domain.ApiKey;
import dev.comfymesh.ingest.domain.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** API keys in PostgreSQL. */
@ApplicationScoped
class ReactiveKeyStore implements KeyStore {
    private final Mutiny.SessionFactory sessions;

    ReactiveKeyStore(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Optional<Caller>> find(ApiKey key, Instant now) {
        return sessions.withSession(session -> session.find(ApiKeyEntity.class, key.hash()))
                .map(row -> Optional.ofNullable(row)
                        .filter(known -> known.validAt(now))
                        .map(ApiKeyEntity::caller));
    }
}
