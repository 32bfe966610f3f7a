package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.Pool;
import dev.comfymesh.contracts.Priority;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was agreed when a job was accepted; never changes. */
public record Terms(
        Instant createdAt,
        Instant deadline,
        String digest,
        Pool pool,
        long seed,
        Priority priority,
        boolean previews,
        long capMicros,
        Map<String, String> metadata) {
    public Terms {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
