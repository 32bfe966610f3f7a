package dev.comfymesh.testkit.check;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of a service's table, by column name. */
public record Row(String service, Map<String, @Nullable Object> columns) {
    public String text(String column) {
        return present(column).toString();
    }

    public long number(String column) {
        return ((Number) present(column)).longValue();
    }

    public UUID uuid(String column) {
        return (UUID) present(column);
    }

    public Instant instant(String column) {
        return (Instant) present(column);
    }

    public boolean isNull(String column) {
        return columns.get(column) == null;
    }

    public Optional<byte[]> bytes(String column) {
        return Optional.ofNullable((byte[]) columns.get(column));
    }

    private Object present(String column) {
        var value = columns.get(column);
        if (value == null) {
            throw new IllegalArgumentException("no " + column + " in " + columns.keySet() + " of " + service);
        }
        return value;
    }
}
