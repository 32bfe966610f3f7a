package dev.comfymesh.kit.inbox;

import dev.comfymesh.kit.loop.Loop;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Commits the offsets of what was acknowledged once a second, and at once when a partition goes to another consumer. Nothing is
 * ever committed that was not acknowledged, or that the inbox holds back; what is read again after a death, the inbox skips.
 */
final class CommitBySecond implements KafkaCommitHandler {
    private static final Logger LOG = Logger.getLogger(CommitBySecond.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<?, ?> consumer;
    private final Inbox inbox;
    private final Map<TopicPartition, OffsetAndMetadata> acknowledged = new ConcurrentHashMap<>();
    private final Loop loop;

    private CommitBySecond(Vertx vertx, String channel, KafkaConsumer<?, ?> consumer, Inbox inbox) {
        this.consumer = consumer;
        this.inbox = inbox;
        this.loop = Loop.start(vertx.getDelegate(), "offsets of " + channel, PERIOD, this::commit);
    }

    /** Makes one for each channel whose {@code commit-strategy} is {@code by-second}. */
    @ApplicationScoped
    @Identifier("by-second")
    static class Factory implements KafkaCommitHandler.Factory {
        private final Inbox inbox;

        Factory(Inbox inbox) {
            this.inbox = inbox;
        }

        @Override
        public KafkaCommitHandler create(
                KafkaConnectorIncomingConfiguration config,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> failed) {
            return new CommitBySecond(vertx, config.getChannel(), consumer, inbox);
        }
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
        acknowledged.put(
                new TopicPartition(record.getTopic(), record.getPartition()),
                new OffsetAndMetadata(record.getOffset() + 1));
        return Uni.createFrom().voidItem();
    }

    /** Called by the thread that polls, which alone may use the client. */
    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        var leaving = new HashMap<>(acknowledged);
        leaving.keySet().retainAll(partitions);
        if (leaving.isEmpty()) {
            return;
        }
        leaving.forEach(acknowledged::remove);
        // Asked after they were gathered: what is held back from now on is none of them.
        if (!inbox.isUpToDate(leaving.keySet())) {
            return;
        }
        try {
            consumer.unwrap().commitSync(leaving, PATIENCE);
        } catch (KafkaException gone) {
            LOG.infof(
                    "Offsets of %s are left uncommitted, their new owner reads some again: %s", leaving.keySet(), gone);
        }
    }

    @Override
    public void terminate(boolean graceful) {
        loop.stop();
    }

    private Uni<Boolean> commit() {
        var due = Map.copyOf(acknowledged);
        return due.isEmpty()
                ? Uni.createFrom().item(false)
                : inbox.applyHeld(due.keySet())
                        .chain(() -> consumer.commitAsync(due)
                                .ifNoItem()
                                .after(PATIENCE)
                                .fail())
                        .invoke(() -> due.forEach(acknowledged::remove))
                        .replaceWith(false);
    }
}
