package dev.comfymesh.contracts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A tenant's job was accepted durably and its cap reserved; it also adds the first wave of candidates. Key: job. */
public record JobAccepted(
        UUID jobId,
        Instant at,
        Tenant tenant,
        ObjectNode graph,
        String digest,
        Pool pool,
        long seed,
        Instant deadline,
        long capMicros,
        Priority priority,
        boolean previews,
        @Nullable List<InputFile> files,
        @Nullable Routing routing,
        @Nullable List<Projection> projections)
        implements JobFact {
    public JobAccepted {
        files = files == null ? null : List.copyOf(files);
        projections = projections == null ? null : List.copyOf(projections);
    }

    /** A job that may run wherever its graph can. */
    public JobAccepted(
            UUID jobId,
            Instant at,
            Tenant tenant,
            ObjectNode graph,
            String digest,
            Pool pool,
            long seed,
            Instant deadline,
            long capMicros,
            Priority priority,
            boolean previews,
            @Nullable List<InputFile> files) {
        this(jobId, at, tenant, graph, digest, pool, seed, deadline, capMicros, priority, previews, files, null, null);
    }

    /** A job whose graph reads no file of the tenant's. */
    public JobAccepted(
            UUID jobId,
            Instant at,
            Tenant tenant,
            ObjectNode graph,
            String digest,
            Pool pool,
            long seed,
            Instant deadline,
            long capMicros,
            Priority priority,
            boolean previews) {
        this(jobId, at, tenant, graph, digest, pool, seed, deadline, capMicros, priority, previews, null);
    }

    /** The first wave: candidates 1 to {@code pool.candidates}, in order. */
    public List<NewCandidate> firstWave() {
        return IntStream.rangeClosed(1, pool.candidates())
                .mapToObj(n -> NewCandidate.of(jobId, seed, n))
                .toList();
    }
}
