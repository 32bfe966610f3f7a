package dev.comfymesh.ingest.adapter.kafka;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Job ids as keys of records; what is no job's key is passed over. */
final class JobKeys {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private JobKeys() {}

    static Optional<UUID> find(@Nullable String key) {
        return Optional.ofNullable(key)
                .filter(text -> SHAPE.matcher(text).matches())
                .map(UUID::fromString);
    }
}
