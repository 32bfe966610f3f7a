package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.KeyStore;
import dev.comfymesh.ingest.domain.ApiKey;
import dev.comfymesh.ingest.domain.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** API keys in PostgreSQL. */
@ApplicationScoped
class ReactiveKeyStore implements KeyStore {
    private final Database database;

    ReactiveKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<Caller>> find(ApiKey key, Instant now) {
        return database.read(session -> session.find(ApiKeyEntity.class, key.hash()))
                .map(row -> Optional.ofNullable(row)
                        .filter(known -> known.validAt(now))
                        .map(ApiKeyEntity::caller));
    }
}
