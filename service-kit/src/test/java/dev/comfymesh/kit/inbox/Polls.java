package dev.comfymesh.kit.inbox;

import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.WireJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Records as they would come from the log, each at an offset of its own. */
final class Polls {
    private static final String TOPIC = "comfymesh.jobs.v1";
    private static long nextOffset;

    static final List<TopicPartition> PARTITIONS = List.of(new TopicPartition(TOPIC, 0));

    private Polls() {}

    @SafeVarargs
    static ConsumerRecords<String, byte[]> poll(ConsumerRecord<String, byte[]>... events) {
        return new ConsumerRecords<>(Map.of(PARTITIONS.getFirst(), List.of(events)), Map.of());
    }

    static ConsumerRecord<String, byte[]> event(String subject, String source, long sequence) {
        return event(subject, source, sequence, WireJson.typeOf(JobClosed.class));
    }

    static ConsumerRecord<String, byte[]> event(String subject, String source, long sequence, String type) {
        var event = bare(subject, "{}".getBytes(StandardCharsets.UTF_8));
        Map.of("ce_type", type, "ce_source", source, "ce_sequence", Long.toString(sequence))
                .forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return event;
    }

    /** One without an envelope. */
    static ConsumerRecord<String, byte[]> bare(String subject, byte @Nullable [] payload) {
        return new ConsumerRecord<>(TOPIC, 0, nextOffset++, subject, payload);
    }

    /** Applies a batch event by event. */
    static Inbox.Batch eachOf(Inbox.Application application) {
        return (session, events) -> Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> application.apply(session, event))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** What is parked of a subject, in the log's order. */
    static Uni<List<String>> parked(Pool pool, String subject) {
        return pool.preparedQuery(
                        "select reason || ' ' || source || ' ' || sequence from inbox_parked where subject = $1 order by record_offset")
                .execute(Tuple.of(subject))
                .map(rows -> {
                    var all = new ArrayList<String>();
                    rows.forEach(row -> all.add(row.getString(0)));
                    return List.copyOf(all);
                });
    }
}
