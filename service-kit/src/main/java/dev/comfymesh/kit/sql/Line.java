package dev.comfymesh.kit.sql;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of a result, its columns by position from 0; a column that is read as what it is not fails. */
public final class Line {
    private final @Nullable Object[] columns;

    Line(@Nullable Object[] columns) {
        this.columns = columns;
    }

    /** Whether the column is null; the other readers fail on null unless they say otherwise. */
    public boolean isNull(int column) {
        return columns[column] == null;
    }

    public String text(int column) {
        return (String) value(column);
    }

    /** The text, or null. */
    public @Nullable String textOrNull(int column) {
        return (String) columns[column];
    }

    public UUID uuid(int column) {
        return (UUID) value(column);
    }

    /** Any integer type. */
    public long number(int column) {
        return ((Number) value(column)).longValue();
    }

    /** Any number type. */
    public double real(int column) {
        return ((Number) value(column)).doubleValue();
    }

    public boolean flag(int column) {
        return (Boolean) value(column);
    }

    /** A timestamptz. */
    public Instant instant(int column) {
        return ((OffsetDateTime) value(column)).toInstant();
    }

    /** A timestamptz, or null. */
    public @Nullable Instant instantOrNull(int column) {
        return columns[column] == null ? null : instant(column);
    }

    /** A bytea. */
    public byte[] bytes(int column) {
        return ((Buffer) value(column)).getBytes();
    }

    private Object value(int column) {
        return Objects.requireNonNull(columns[column], () -> "column " + column + " is null");
    }
}
