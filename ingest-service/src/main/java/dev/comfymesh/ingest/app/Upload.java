package dev.comfymesh.ingest.app;

import java.time.Instant;

/** A file of a tenant's, stored once under its digest (64 lower-case hex digits); the media type is that of its content. */
public record Upload(String tenantId, String sha256, String mediaType, long bytes, Instant createdAt) {
    /** Where the object store has it. */
    public String key() {
        return key(tenantId, sha256);
    }

    public static String key(String tenantId, String sha256) {
        return "t/%s/u/%s".formatted(tenantId, sha256);
    }
}
