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

/** What a client asks for, checked and with all defaults but the seed; the digest is that of the graph's canonical JSON. */
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
        @Nullable List<Projection> projections) {}
