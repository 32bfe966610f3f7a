package dev.comfymesh.ingest.app;

import dev.comfymesh.ingest.domain.JobStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of a tenant's jobs to list, the youngest first: at most {@code limit} of those older than {@code before}. */
public record JobFilter(
        int limit,
        @Nullable UUID before,
        Set<JobStatus> statuses,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        boolean parkedOnly,
        Map<String, String> metadata) {}
