package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.InputFile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the router ordered: which candidate to run where, with which seed, within which time, and with which files. */
public record Assignment(
        UUID attemptId,
        UUID jobId,
        String tenantId,
        String candidateId,
        String targetId,
        long seed,
        String digest,
        Instant startBy,
        Instant endBy,
        boolean previews,
        @Nullable String traceparent,
        List<InputFile> files) {
    public Assignment {
        files = List.copyOf(files);
    }

    /** Of a job whose graph reads no file of the tenant's. */
    public Assignment(
            UUID attemptId,
            UUID jobId,
            String tenantId,
            String candidateId,
            String targetId,
            long seed,
            String digest,
            Instant startBy,
            Instant endBy,
            boolean previews,
            @Nullable String traceparent) {
        this(
                attemptId,
                jobId,
                tenantId,
                candidateId,
                targetId,
                seed,
                digest,
                startBy,
                endBy,
                previews,
                traceparent,
                List.of());
    }

    /** The files that the graph looks for in the node's input directory. */
    public List<InputFile> inputs() {
        return files.isEmpty()
                ? files
                : files.stream().filter(InputPlace::holds).toList();
    }

    public OutputKeys outputs() {
        return new OutputKeys(tenantId, jobId, attemptId);
    }
}
