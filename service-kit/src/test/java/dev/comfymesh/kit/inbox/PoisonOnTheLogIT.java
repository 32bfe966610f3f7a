package dev.comfymesh.kit.inbox;

import static dev.comfymesh.kit.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;

/** A consumer as services have it, on a real topic. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class PoisonOnTheLogIT {

    @Inject
    Consumer consumer;

    @Inject
    Pool pool;

    @Test
    void isDeadLetteredParkedAndPassedBy() {
        var poisoned = SampleJob.aJob();
        var sound = SampleJob.aJob();
        try (var log = FactLog.as("ingest-service");
                var dead = FactReader.of(Topic.JOBS.deadLetters())) {
            var broken = log.next("acme", poisoned.accepted()).withPayload("{".getBytes(StandardCharsets.UTF_8));
            log.send(broken);
            log.state("acme", poisoned.cancelRequested());
            log.state("acme", sound.accepted());

            Awaitility.await()
                    .until(() -> consumer.applied().contains(sound.id().toString()));
            dead.await(record -> record.subject().equals(poisoned.id().toString()));
        }

        Awaitility.await().until(() -> parked(poisoned.id().toString()) == 2);
        assertThat(consumer.applied()).doesNotContain(poisoned.id().toString());
    }

    private long parked(String subject) {
        return await(() -> pool.preparedQuery("select count(*) from inbox_parked where subject = $1")
                .execute(Tuple.of(subject))
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    @ApplicationScoped
    static class Consumer {
        private final List<String> applied = new CopyOnWriteArrayList<>();

        @Inject
        Inbox inbox;

        List<String> applied() {
            return applied;
        }

        @Incoming("jobs")
        Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
            return inbox.applyBatch(poll, (session, events) -> {
                var subjects = events.stream()
                        .filter(event -> event.fact().isPresent())
                        .map(dev.comfymesh.kit.inbox.Incoming::subject)
                        .toList();
                applied.addAll(subjects);
                return Uni.createFrom().voidItem();
            });
        }
    }
}
