package dev.comfymesh.kit.inbox;

import dev.comfymesh.kit.loop.HomeContext;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that were heard and can wait: they are applied with the next one that cannot. Whoever touches them does so in a
 * turn of its own, and they stay until a turn applied them.
 */
final class HeldBack {
    static final int MOST_RECORDS = 200;
    static final int MOST_BYTES = 4 << 20;

    // Touched within a turn alone, but for the question where there are any.
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private volatile Set<TopicPartition> partitions = Set.of();
    private CompletableFuture<Void> lastTurn = CompletableFuture.completedFuture(null);

    /** Runs the work once all work before it has ended, on the context of the caller. */
    <T> Uni<T> inTurn(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var home = HomeContext.current();
            var mine = new CompletableFuture<Void>();
            return Uni.createFrom()
                    .completionStage(after(mine))
                    .emitOn(home)
                    .chain(_ -> work.get())
                    .onTermination()
                    .invoke(() -> mine.complete(null));
        });
    }

    private synchronized CompletableFuture<Void> after(CompletableFuture<Void> mine) {
        var before = lastTurn;
        lastTurn = mine;
        return before;
    }

    void add(List<ConsumerRecord<String, byte[]>> more) {
        var all = new HashSet<>(partitions);
        more.forEach(record -> all.add(new TopicPartition(record.topic(), record.partition())));
        partitions = all;
        records.addAll(more);
    }

    List<ConsumerRecord<String, byte[]>> all() {
        return List.copyOf(records);
    }

    void clear() {
        records.clear();
        partitions = Set.of();
    }

    /** Whether everything that was heard has been applied; may be asked at any time. */
    boolean isEmpty() {
        return partitions.isEmpty();
    }

    /** Whether that is so of what was heard from these; may be asked at any time. */
    boolean hasNoneOf(Collection<TopicPartition> asked) {
        return Collections.disjoint(partitions, asked);
    }

    /** Whether more would take too much memory. */
    boolean isFull() {
        return records.size() >= MOST_RECORDS
                || records.stream().mapToLong(HeldBack::bytes).sum() >= MOST_BYTES;
    }

    private static long bytes(ConsumerRecord<String, byte[]> record) {
        return record.value() == null ? 0 : record.value().length;
    }
}
