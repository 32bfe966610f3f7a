package dev.comfymesh.ingest.app;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service's word on a job: it cannot apply a fact of it for this reason, or, without one, it goes on with it. */
public record Parking(
        UUID jobId, String service, Instant at, @Nullable String reason) {}
