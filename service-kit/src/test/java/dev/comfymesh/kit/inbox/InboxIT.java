package dev.comfymesh.kit.inbox;

import static dev.comfymesh.kit.Awaiting.await;
import static dev.comfymesh.kit.inbox.Polls.eachOf;
import static dev.comfymesh.kit.inbox.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class InboxIT {
    @Inject
    Inbox inbox;

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.application.name")
    String name;

    private final String subject = UUID.randomUUID().toString();
    private final List<String> applied = new ArrayList<>();

    @Test
    void appliesEachEventOnceHoweverOftenItComes() {
        var first = event("router", 1);
        var second = event("router", 2);

        take(first, second);
        take(first, second, event("router", 3));

        assertThat(applied).containsExactly("router 1", "router 2", "router 3");
    }

    @Test
    void givesAPollsNewEventsTogether() {
        var batches = new ArrayList<Integer>();
        Inbox.Batch batch = (session, events) -> {
            batches.add(events.size());
            return Uni.createFrom().voidItem();
        };

        await(() -> inbox.applyBatch(poll(event("router", 1), event("executor", 1), event("router", 2)), batch));

        assertThat(batches).containsExactly(3);
    }

    @Test
    void passesOverWhatTheServiceStatedItself() {
        take(event(name, 1), event("router", 1), event(name, 3));

        assertThat(applied).containsExactly("router 1");
        assertThat(parked()).isEmpty();
    }

    @Test
    void countsEachSourceByItself() {
        take(event("router", 1), event("executor", 1), event("router", 2));

        assertThat(applied).containsExactly("router 1", "executor 1", "router 2");
    }

    @Test
    void parksTheSubjectAtAGapAndGoesOnWhenTheMissingEventComes() {
        take(event("router", 1), event("router", 3), event("executor", 1));

        assertThat(applied).containsExactly("router 1");
        assertThat(parked()).containsExactly("GAP router 3", "BEHIND executor 1");

        take(event("router", 2));

        assertThat(applied).containsExactly("router 1", "router 2", "router 3", "executor 1");
        assertThat(parked()).isEmpty();
    }

    @Test
    void ordersByTheirNumbersWhatCameInTheWrongOrder() {
        take(event("router", 4), event("router", 3), event("router", 2), event("router", 1));

        assertThat(applied).containsExactly("router 1", "router 2", "router 3", "router 4");
        assertThat(parked()).isEmpty();
    }

    @Test
    void letsOtherSubjectsPassWhenOneIsParked() {
        var other = UUID.randomUUID().toString();

        take(event("router", 2), Polls.event(other, "router", 1));

        assertThat(applied).containsExactly("router 1");
        assertThat(parked()).containsExactly("GAP router 2");
    }

    @Test
    void parksWhatCannotBeAppliedAndKeepsWhatFollowsInOrder() {
        var other = UUID.randomUUID().toString();

        take(
                poisonedAt(2),
                event("router", 1),
                event("router", 2),
                Polls.event(other, "router", 1),
                event("router", 3));

        assertThat(applied).containsSubsequence("router 1", "router 1");
        assertThat(parked()).containsExactly("POISON router 2", "BEHIND router 3");
    }

    @Test
    void replaysWhatWasParkedOnceItCanBeApplied() {
        take(poisonedAt(1), event("router", 1), event("router", 2));
        applied.clear();

        await(() -> inbox.replay(subject, this::apply));

        assertThat(applied).containsExactly("router 1", "router 2");
        assertThat(parked()).isEmpty();
    }

    @Test
    void stopsAReplayAtTheNextThatCannotBeApplied() {
        take(poisonedAt(1), event("router", 1), event("router", 2));

        assertThatThrownBy(() -> await(() -> inbox.replay(subject, poisonedAt(2))))
                .hasMessageContaining("poison");

        assertThat(parked()).containsExactly("POISON router 2");
    }

    @Test
    void waitsOutTroubleWithTheDatabaseAndParksNothing() {
        var troubles = new ArrayList<>(List.of(new IOException("connection reset"), new IOException("again")));

        take(
                (session, event) -> troubles.isEmpty()
                        ? apply(session, event)
                        : Uni.createFrom().failure(troubles.removeFirst()),
                event("router", 1));

        assertThat(applied).containsExactly("router 1");
        assertThat(parked()).isEmpty();
    }

    @Test
    void skipsATypeThatItDoesNotKnowAndTakesItsNumber() {
        take(event("router", 1), Polls.event(subject, "router", 2, "dev.comfymesh.JobDreamt.v9"), event("router", 3));

        assertThat(applied).containsExactly("router 1", "router 3");
        assertThat(parked()).isEmpty();
    }

    @Test
    void parksAnEventWithoutEnvelope() {
        take(Polls.bare(subject, "?".getBytes(StandardCharsets.UTF_8)));

        assertThat(applied).isEmpty();
        assertThat(parked()).containsExactly("POISON  0");
    }

    @Test
    void ignoresGapsOnCompactedTopicsAndPassesTombstonesOn() {
        var tombstone = Polls.bare(subject, null);
        event("router", 9).headers().forEach(tombstone.headers()::add);

        await(() -> inbox.applyLatest(poll(event("router", 4), tombstone), (session, event) -> {
            applied.add(event.payload() == null ? "removed" : "set");
            return Uni.createFrom().voidItem();
        }));

        assertThat(applied).containsExactly("set", "removed");
    }

    private Uni<Void> apply(Mutiny.Session session, Incoming event) {
        applied.add(event.source() + " " + event.sequence());
        return Uni.createFrom().voidItem();
    }

    private Inbox.Application poisonedAt(long sequence) {
        return (session, event) ->
                event.sequence() == sequence && event.subject().equals(subject)
                        ? Uni.createFrom().failure(new IllegalArgumentException("poison"))
                        : apply(session, event);
    }

    @SafeVarargs
    private void take(ConsumerRecord<String, byte[]>... events) {
        take(this::apply, events);
    }

    @SafeVarargs
    private void take(Inbox.Application application, ConsumerRecord<String, byte[]>... events) {
        await(() -> inbox.applyBatch(poll(events), eachOf(application)));
    }

    private ConsumerRecord<String, byte[]> event(String source, long sequence) {
        return Polls.event(subject, source, sequence);
    }

    private List<String> parked() {
        return await(() -> Polls.parked(pool, subject));
    }
}
