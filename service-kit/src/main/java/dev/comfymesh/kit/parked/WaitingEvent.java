package dev.comfymesh.kit.parked;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event that waits, with all that it says.
 *
 * @param place where it stands on the log
 * @param payload as it came; a text where it is not JSON, null where there is none
 */
public record WaitingEvent(
        String place,
        String type,
        String source,
        long sequence,
        String reason,
        String detail,
        Instant parkedAt,
        @Nullable String tenantId,
        @Nullable String traceparent,
        @Nullable JsonNode payload) {

    static WaitingEvent of(Row row) {
        var payload = row.getBuffer("payload");
        return new WaitingEvent(
                row.getString("id"),
                row.getString("type"),
                row.getString("source"),
                row.getLong("sequence"),
                row.getString("reason"),
                row.getString("detail"),
                row.getOffsetDateTime("parked_at").toInstant(),
                row.getString("tenant_id"),
                row.getString("traceparent"),
                payload == null ? null : Payload.shown(payload.getBytes()));
    }
}
