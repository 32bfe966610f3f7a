package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.domain.Job;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Job ids as clients send them; what cannot be one is as unknown as another tenant's. */
final class JobIds {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private JobIds() {}

    static UUID parse(String id) {
        return find(id).orElseThrow(() -> Refusal.UNKNOWN_JOB.exception());
    }

    static Optional<UUID> find(String id) {
        return SHAPE.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }

    static Job known(Optional<Job> job) {
        return job.orElseThrow(() -> Refusal.UNKNOWN_JOB.exception());
    }
}
