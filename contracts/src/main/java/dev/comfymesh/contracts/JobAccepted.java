package dev.comfymesh.contracts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's job was accepted durably and its cap reserved; it also adds the first wave of candidates. Where pictures are
 * {@code given}, the n-th is what candidate n has: they are only judged, the graph is empty, and nothing of the job runs. Key: job.
 */
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
        @Nullable List<Projection> projections,
        @Nullable Intent intent,
        @Nullable List<Given> given)
        implements JobFact {
    public JobAccepted {
        files = files == null ? null : List.copyOf(files);
        projections = projections == null ? null : List.copyOf(projections);
        given = given == null ? null : List.copyOf(given);
        if (given != null && given.size() != pool.candidates()) {
            throw new IllegalArgumentException(
                    "%d pictures are given to %d candidates".formatted(given.size(), pool.candidates()));
        }
    }

    /** A job of which nobody says what its pictures are to show. */
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
            @Nullable List<InputFile> files,
            @Nullable Routing routing,
            @Nullable List<Projection> projections) {
        this(
                jobId,
                at,
                tenant,
                graph,
                digest,
                pool,
                seed,
                deadline,
                capMicros,
                priority,
                previews,
                files,
                routing,
                projections,
                null,
                null);
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
