package dev.comfymesh.ingest.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.ingest.domain.ApiKey;
import dev.comfymesh.ingest.domain.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** The API keys, by hash. */
@CheckReturnValue
public interface KeyStore {
    /** Whose key this is; empty when it is unknown, expired or revoked. */
    Uni<Optional<Caller>> find(ApiKey key, Instant now);
}
