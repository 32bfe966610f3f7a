package dev.comfymesh.ingest.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.Pool;
import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Projection;
import dev.comfymesh.contracts.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, checked and with all defaults but the seed; the digest is that of the graph's canonical JSON.
 *
 * @param prompt what the pictures are to show, in words; null where nobody says so
 * @param pictures what is given to be judged, and is the pool then, however many the pool says; null for a job that generates
 */
public record NewJob(
        ObjectNode graph,
        String digest,
        Pool pool,
        @Nullable Long seed,
        Priority priority,
        Instant deadline,
        long capMicros,
        boolean previews,
        Map<String, String> metadata,
        List<NewFile> files,
        @Nullable Routing routing,
        @Nullable List<Projection> projections,
        @Nullable String prompt,
        @Nullable List<Pick> pictures) {}
