package dev.comfymesh.kit.outbox;

import dev.comfymesh.kit.sql.Line;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as it stands in the outbox; of one subject the sequence counts from 1 without gaps. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
record Stored(
        UUID id,
        String subject,
        long sequence,
        String topic,
        String type,
        @Nullable String tenantId,
        byte @Nullable [] payload,
        @Nullable String traceparent,
        boolean urgent) {

    /** A row with all columns. */
    static Stored of(Row row) {
        var payload = row.getBuffer("payload");
        return new Stored(
                row.getUUID("id"),
                row.getString("subject"),
                row.getLong("sequence"),
                row.getString("topic"),
                row.getString("type"),
                row.getString("tenant_id"),
                payload == null ? null : payload.getBytes(),
                row.getString("traceparent"),
                true);
    }

    /** The events under the ids and numbers that they were given, in the order of the numbers. */
    static List<Stored> of(List<Outgoing> events, List<Line> given) {
        Map<String, Queue<Outgoing>> bySubject = new HashMap<>();
        events.forEach(event -> bySubject
                .computeIfAbsent(event.subject(), _ -> new ArrayDeque<>())
                .add(event));
        return given.stream()
                .sorted(Comparator.comparing(line -> line.number(2)))
                .map(line -> of(
                        line.uuid(0),
                        line.number(2),
                        bySubject.getOrDefault(line.text(1), new ArrayDeque<>()).remove()))
                .toList();
    }

    private static Stored of(UUID id, long sequence, Outgoing event) {
        return new Stored(
                id,
                event.subject(),
                sequence,
                event.topic().name(),
                event.type(),
                event.tenantId(),
                event.payload(),
                event.traceparent(),
                event.urgent());
    }

    int shard() {
        return Shards.of(subject);
    }
}
