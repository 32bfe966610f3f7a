package dev.comfymesh.kit.inbox;

import static dev.comfymesh.kit.Awaiting.await;
import static dev.comfymesh.kit.inbox.Polls.eachOf;
import static dev.comfymesh.kit.inbox.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** What the inbox holds back, and when it applies that after all. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class HeldBackIT {
    @Inject
    Inbox inbox;

    @Inject
    Pool pool;

    private final String subject = UUID.randomUUID().toString();
    private final List<String> applied = new ArrayList<>();

    @Test
    void neverReadsWhatIsNoneOfTheServicesBusinessAndTakesItsNumber() {
        take(Inbox.Urgency.NEVER, event("router", 1), event("executor", 1));
        await(() -> inbox.applyHeld(Polls.PARTITIONS));
        take(event("router", 2), event("executor", 2));

        assertThat(applied).containsExactly("router 2", "executor 2");
        assertThat(parked()).isEmpty();
    }

    @Test
    void holdsBackWhatCanWaitAndAppliesItWithTheNextThatCannot() {
        take(Inbox.Urgency.BY_AND_BY, event("router", 1));
        assertThat(applied).isEmpty();

        take(event("executor", 1));
        assertThat(applied).containsExactly("router 1", "executor 1");
    }

    @Test
    void appliesWhatItHoldsBackWhenItIsToBeAcknowledged() {
        inbox.usually(eachOf(this::apply));
        take(Inbox.Urgency.BY_AND_BY, event("router", 1));
        assertThat(inbox.isUpToDate(Polls.PARTITIONS)).isFalse();

        await(() -> inbox.applyHeld(Polls.PARTITIONS));

        assertThat(applied).containsExactly("router 1");
        assertThat(inbox.isUpToDate(Polls.PARTITIONS)).isTrue();
    }

    @Test
    void leavesAloneWhatCameFromElsewhere() {
        inbox.usually(eachOf(this::apply));
        take(Inbox.Urgency.BY_AND_BY, event("router", 1));
        var others = List.of(new TopicPartition("comfymesh.observations.v1", 0));

        await(() -> inbox.applyHeld(others));

        assertThat(applied).isEmpty();
        assertThat(inbox.isUpToDate(others)).isTrue();
        await(() -> inbox.applyHeld(Polls.PARTITIONS));
    }

    @Test
    void tellsOnceItIsCommittedThatSomethingWasApplied() {
        var told = new AtomicInteger();
        inbox.usually(new Inbox.Batch() {
            @Override
            public Uni<Void> apply(Mutiny.Session session, List<Incoming> events) {
                return Uni.createFrom().voidItem();
            }

            @Override
            public void committed() {
                told.incrementAndGet();
            }
        });
        take(Inbox.Urgency.BY_AND_BY, event("router", 1));
        assertThat(told).hasValue(0);

        await(() -> inbox.applyHeld(Polls.PARTITIONS));
        assertThat(told).hasValue(1);
    }

    @Test
    void parksWhatItHeldBackAndCannotApply() {
        take(Inbox.Urgency.BY_AND_BY, event("router", 1));

        await(() -> inbox.applyBatch(
                poll(event("executor", 1)),
                eachOf((session, event) -> event.source().equals("router")
                        ? Uni.createFrom().failure(new IllegalArgumentException("poison"))
                        : apply(session, event))));

        assertThat(applied).isEmpty();
        assertThat(parked()).containsExactly("POISON router 1", "BEHIND executor 1");
        assertThat(inbox.isUpToDate(Polls.PARTITIONS)).isTrue();
    }

    private List<String> parked() {
        return await(() -> Polls.parked(pool, subject));
    }

    private Uni<Void> apply(Mutiny.Session session, Incoming event) {
        applied.add(event.source() + " " + event.sequence());
        return Uni.createFrom().voidItem();
    }

    @SafeVarargs
    private void take(ConsumerRecord<String, byte[]>... events) {
        await(() -> inbox.applyBatch(poll(events), eachOf(this::apply)));
    }

    @SafeVarargs
    private void take(Inbox.Urgency urgency, ConsumerRecord<String, byte[]>... events) {
        await(() -> inbox.applyBatch(poll(events), new Inbox.Batch() {
            @Override
            public Uni<Void> apply(Mutiny.Session session, List<Incoming> events) {
                return Uni.createFrom().failure(new IllegalArgumentException("not urgent, and applied at once"));
            }

            @Override
            public Inbox.Urgency urgency(String type) {
                return urgency;
            }
        }));
    }

    private ConsumerRecord<String, byte[]> event(String source, long sequence) {
        return Polls.event(subject, source, sequence);
    }
}
