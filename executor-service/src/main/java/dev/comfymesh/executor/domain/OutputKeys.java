package dev.comfymesh.executor.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where the outputs of one attempt lie in the object store: numbered from 0 without a gap. */
public record OutputKeys(String tenantId, UUID jobId, UUID attemptId) {
    private static final Pattern KEY = Pattern.compile(
            "t/([^/]+)/j/(%1$s)/a/(%1$s)/[0-9]+".formatted("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"));

    /** Those that a key belongs to; empty for a key of anything else. */
    public static Optional<OutputKeys> find(String key) {
        var parts = KEY.matcher(key);
        return parts.matches()
                ? Optional.of(new OutputKeys(
                        parts.group(1), UUID.fromString(parts.group(2)), UUID.fromString(parts.group(3))))
                : Optional.empty();
    }

    public String of(int index) {
        return "t/%s/j/%s/a/%s/%d".formatted(tenantId, jobId, attemptId, index);
    }
}
