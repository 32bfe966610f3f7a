package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.router.domain.Demands;
import dev.comfymesh.router.domain.GraphNode;
import dev.comfymesh.router.domain.Hedge;
import dev.comfymesh.router.domain.Input;
import dev.comfymesh.router.domain.ModelFile;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values of ours stand in rows and parameters: many rows travel as one JSON text. */
final class Rows {
    private Rows() {}

    /** For a parameter that the statement casts to jsonb. */
    static String json(Object value) {
        return new String(WireJson.write(value), StandardCharsets.UTF_8);
    }

    static <T> T read(String json, Class<T> type) {
        return WireJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    static List<GraphNode> nodes(String json) {
        return List.of(read(json, GraphNode[].class));
    }

    static Set<ModelFile> models(String json) {
        return Set.copyOf(List.of(read(json, ModelFile[].class)));
    }

    static List<Input> inputs(@Nullable String json) {
        return json == null ? List.of() : List.of(read(json, Input[].class));
    }

    static Demands demands(String json) {
        return read(json, Demands.class);
    }

    static List<GraphFault> faults(String json) {
        return List.of(read(json, GraphFault[].class));
    }

    static @Nullable Hedge hedgeOrNull(@Nullable String json) {
        return json == null ? null : read(json, Hedge.class);
    }

    static List<String> list(String json) {
        return List.of(read(json, String[].class));
    }

    static Set<String> texts(String json) {
        return Set.copyOf(list(json));
    }

    /** No job that was made later has a smaller id. */
    static UUID firstJobIdAt(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
    }

    static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static @Nullable Instant instantOrNull(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    static @Nullable OffsetDateTime offsetOrNull(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
