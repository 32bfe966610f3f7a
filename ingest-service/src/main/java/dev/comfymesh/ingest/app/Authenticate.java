package dev.comfymesh.ingest.app;

import dev.comfymesh.ingest.domain.ApiKey;
import dev.comfymesh.ingest.domain.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out who asks; a key that was good seconds ago still is, so a revocation takes that long to hold everywhere. */
public final class Authenticate {
    private static final int MOST_REMEMBERED = 10_000;

    private final KeyStore keys;
    private final Clock clock;
    private final Duration memory;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Caller caller, Instant until) {}

    public Authenticate(KeyStore keys, Clock clock, Duration memory) {
        this.keys = keys;
        this.clock = clock;
        this.memory = memory;
    }

    /** The caller whose secret this is; empty when it is nobody's. */
    public Uni<Optional<Caller>> authenticate(String secret) {
        return ApiKey.of(secret)
                .map(this::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Caller>> find(ApiKey key) {
        var now = clock.instant();
        var remembered = known.get(key.hash());
        if (remembered != null && now.isBefore(remembered.until())) {
            return Uni.createFrom().item(Optional.of(remembered.caller()));
        }
        return keys.find(key, now).invoke(found -> remember(key, found, now));
    }

    private void remember(ApiKey key, Optional<Caller> found, Instant now) {
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        found.ifPresentOrElse(
                caller -> known.put(key.hash(), new Known(caller, now.plus(memory))), () -> known.remove(key.hash()));
    }
}
