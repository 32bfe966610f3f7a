package dev.comfymesh.contracts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

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
        boolean previews)
        implements JobFact {
    /** The first wave: candidates 1 to {@code pool.candidates}, in order. */
    public List<NewCandidate> firstWave() {
        return IntStream.rangeClosed(1, pool.candidates())
                .mapToObj(n -> NewCandidate.of(jobId, seed, n))
                .toList();
    }
}
