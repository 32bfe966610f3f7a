package dev.comfymesh.ingest.domain.workflow;

import java.time.Instant;

/**
 * One graph that was saved under a name: it never changes, and saving the same graph again makes no second one.
 *
 * @param number 1 is the first version of its name, and each new one is one more
 * @param digest SHA-256 of the graph's canonical JSON, as {@code sha256:...}
 * @param message why it was saved, in the words of whoever did
 * @param bytes of the canonical JSON
 */
public record WorkflowVersion(
        String name, int number, String digest, String message, long bytes, String savedBy, Instant savedAt) {}
