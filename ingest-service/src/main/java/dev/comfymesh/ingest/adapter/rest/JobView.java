package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.comfymesh.contracts.ArtifactKind;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.ingest.domain.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job as clients see it. */
record JobView(
        UUID id,
        JobStatus status,
        long seq,
        boolean complete,
        Instant createdAt,
        Instant deadline,
        Workflow workflow,
        PoolView pool,
        List<SelectedView> selection,
        Cost cost,
        @Nullable Cause problem,
        Map<String, String> metadata,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ParkedView> parked,
        Links links) {
    record Workflow(String digest) {}

    record PoolView(int candidates, int deliver, int wave, int waiting, int running, int scored, int failed) {}

    record SelectedView(int rank, String candidateId, long seed, double score, List<ArtifactView> artifacts) {}

    record ArtifactView(
            String id,
            String mediaType,
            long bytes,
            int width,
            int height,
            String node,
            @Nullable String name,
            ArtifactKind kind,
            String sha256,
            String url,
            Instant urlExpiresAt) {}

    record Cost(long reservedMicros, long spentMicros) {}

    /** Only of a job that does not move on. */
    record ParkedView(String service, Instant since) {}

    record Links(String self, String events, String cancel) {}
}
