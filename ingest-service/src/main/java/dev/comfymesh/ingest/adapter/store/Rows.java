package dev.comfymesh.ingest.adapter.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.comfymesh.contracts.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Rows of a table as JSON, whose names are those of the columns: any number of rows is one parameter of one statement, and
 * each value lands in the column that it belongs to.
 */
final class Rows {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private Rows() {}

    /** What a statement selects from to get the rows of a parameter such as {@code $1}; columns not named are null. */
    static String of(String table, String parameter) {
        return "json_populate_recordset(null::%s, %s::text::json)".formatted(table, parameter);
    }

    /** The parameter with these rows; the fields of each are its columns. */
    static String json(Collection<?> rows) {
        try {
            return MAPPER.writeValueAsString(rows);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("rows are plain values, which can always be written", broken);
        }
    }

    /** A row as {@code row_to_json} gives it. */
    static <T> T row(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a row of ours is no " + type.getSimpleName(), broken);
        }
    }

    /** A value that one column holds as JSON. */
    static String text(Object value) {
        return new String(WireJson.write(value), StandardCharsets.UTF_8);
    }

    static <T> T read(String text, Class<T> type) {
        return WireJson.read(text.getBytes(StandardCharsets.UTF_8), type);
    }
}
