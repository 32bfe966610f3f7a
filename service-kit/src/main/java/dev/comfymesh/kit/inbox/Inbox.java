package dev.comfymesh.kit.inbox;

import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.kit.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Applies events exactly once in effect: whatever the topic repeats is skipped by its number, in the transaction of the
 * effect itself. An event that is at fault, or whose predecessor is missing, parks its subject: what follows is kept in
 * order, and the partition goes on. Trouble with the database or the broker is waited out and never parks anything.
 */
@ApplicationScoped
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final Outbox outbox;
    private final Pool pool;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final byte[] self;
    private final Parking parking;
    private final HeldBack held = new HeldBack();
    private volatile Batch usual = (_, events) -> Uni.createFrom()
            .failure(new IllegalStateException(
                    "nobody here applies " + events.getFirst().type()));

    Inbox(
            Outbox outbox,
            Pool pool,
            DeadLetters deadLetters,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String self) {
        this.outbox = outbox;
        this.pool = pool;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.parking = new Parking(outbox, deadLetters, meters);
        this.self = self.getBytes(StandardCharsets.UTF_8);
    }

    /** What a service does with an event, inside the transaction that also remembers it as applied. */
    @FunctionalInterface
    public interface Application {
        Uni<Void> apply(Mutiny.Session session, Incoming event);
    }

    /** How soon an event is applied after it was heard. */
    public enum Urgency {
        AT_ONCE,
        /** Together with the next one that is applied at once, and before its offset is committed, within a second or so. */
        BY_AND_BY,
        /** No business of the service: it is remembered as {@link #BY_AND_BY} and never read. */
        NEVER
    }

    /** What a service does with the new events of a poll, all or nothing, in the transaction that remembers them as applied. */
    @FunctionalInterface
    public interface Batch {
        /** The events are in the log's order; each is in its own trace, none of which is current here. */
        Uni<Void> apply(Mutiny.Session session, List<Incoming> events);

        /** How soon an event of this type is applied. */
        default Urgency urgency(String type) {
            return Urgency.AT_ONCE;
        }

        /** Called when what was applied is committed, whichever way it came. */
        default void committed() {}
    }

    /**
     * Applies a poll's records together with those that were held back; completes when each is applied, skipped or parked,
     * or, if none is urgent, held back. What this service stated itself took effect when it did, and is passed over. A
     * batch that fails is applied again event by event, so that only the one at fault is parked.
     */
    public Uni<Void> applyBatch(ConsumerRecords<String, byte[]> poll, Batch batch) {
        var records = StreamSupport.stream(poll.spliterator(), false)
                .filter(this::isOfOthers)
                .toList();
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return held.inTurn(() -> {
            held.add(records);
            return held.isFull() || records.stream().anyMatch(record -> isUrgent(record, batch))
                    ? applyHeld(batch)
                    : Uni.createFrom().voidItem();
        });
    }

    /** Applies what is held back now if any of it came from these; until then nothing of them may be committed. */
    Uni<Void> applyHeld(Collection<TopicPartition> partitions) {
        if (isUpToDate(partitions)) {
            return Uni.createFrom().voidItem();
        }
        return held.inTurn(() -> held.isEmpty() ? Uni.createFrom().voidItem() : applyHeld(usual));
    }

    /** Whether nothing is held back that came from these. */
    boolean isUpToDate(Collection<TopicPartition> partitions) {
        return held.hasNoneOf(partitions);
    }

    private Uni<Void> applyHeld(Batch batch) {
        var records = held.all();
        var events = records.stream().map(Incoming::of).toList();
        return Claim.of(events)
                .map(claim -> together(claim, events, batch))
                .orElseGet(() -> Uni.createFrom().failure(new OutOfLine()))
                .onFailure(OutOfLine.class)
                .recoverWithUni(_ -> transaction(records, alone(batch)))
                .onFailure()
                .recoverWithUni(failure -> apart(records, alone(batch), failure))
                .invoke(held::clear)
                .invoke(batch::committed);
    }

    /** Applies a poll of a compacted topic, in order: gaps mean nothing there, and a null payload is a removal. */
    public Uni<Void> applyLatest(ConsumerRecords<String, byte[]> poll, Application application) {
        var records = StreamSupport.stream(poll.spliterator(), false).toList();
        return Trouble.waitedOut(() -> outbox.transaction(
                        session -> inOrder(records, event -> within(session, Incoming.of(event), application))))
                .onFailure()
                .recoverWithUni(failure -> latestApart(records, application, failure));
    }

    /** Says what events are applied with that no poll brings: parked ones and those held back; to be called when the consumer is made. */
    public void usually(Batch batch) {
        usual = batch;
    }

    /**
     * Applies what is parked of a subject, in order, each event by itself, up to the first that cannot be applied: fails
     * as that one does, or answers whether none waits any more when a predecessor is missing.
     */
    public Uni<Boolean> replay(String subject) {
        return replay(subject, alone(usual)).eventually(usual::committed);
    }

    Uni<Boolean> replay(String subject, Application application) {
        return Trouble.waitedOut(() -> turn(subject, application))
                .onFailure()
                .call(failure -> Trouble.waitedOut(
                        () -> outbox.transaction(session -> Replay.accuse(session, subject, failure))))
                .chain(turn -> turn == Replay.Turn.GOES_ON
                        ? replay(subject, application)
                        : Uni.createFrom().item(turn == Replay.Turn.RELEASED));
    }

    private Uni<Replay.Turn> turn(String subject, Application application) {
        return outbox.transaction(session -> new Replay(session, event -> within(session, event, application))
                .first(subject)
                .call(turn -> turn == Replay.Turn.RELEASED
                        ? deadLetters.released(subject)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> together(Claim claim, List<Incoming> events, Batch batch) {
        var concerning =
                events.stream().filter(event -> isConcern(event, batch)).toList();
        if (concerning.isEmpty()) {
            return Trouble.waitedOut(() -> pool.preparedQuery(Claim.SQL)
                    .execute(Tuple.wrap(claim.parameters()))
                    .invoke(rows -> claim.confirm(rows.iterator().next().getLong(0)))
                    .replaceWithVoid());
        }
        return Trouble.waitedOut(() -> outbox.transaction(session -> Sql.select(session, Claim.SQL, claim.parameters())
                .invoke(lines -> claim.confirm(lines.getFirst().number(0)))
                .chain(() -> batch.apply(session, concerning))));
    }

    private boolean isOfOthers(ConsumerRecord<String, byte[]> event) {
        var source = event.headers().lastHeader("ce_source");
        return source == null || !Arrays.equals(source.value(), self);
    }

    private static Application alone(Batch batch) {
        return (session, event) -> isConcern(event, batch)
                ? batch.apply(session, List.of(event))
                : Uni.createFrom().voidItem();
    }

    private static boolean isConcern(Incoming event, Batch batch) {
        return event.isKnown() && batch.urgency(event.type()) != Urgency.NEVER;
    }

    /** What is at fault by its envelope is parked at once; a type that a newer version states can wait. */
    private static boolean isUrgent(ConsumerRecord<String, byte[]> record, Batch batch) {
        var event = Incoming.of(record);
        return !event.hasEnvelope() || event.isKnown() && batch.urgency(event.type()) == Urgency.AT_ONCE;
    }

    private Uni<Void> transaction(List<ConsumerRecord<String, byte[]>> records, Application application) {
        return Trouble.waitedOut(() -> outbox.transaction(session -> Ledger.open(
                                session, records.stream().map(Incoming::of).toList())
                        .call(ledger ->
                                inOrder(records, event -> step(session, ledger, Incoming.of(event), application)))))
                .chain(ledger -> inOrder(List.copyOf(ledger.healed()), subject -> heal(subject, application)));
    }

    /** The missing event has come: what waited behind it follows, and if that fails it goes on waiting. */
    private Uni<Void> heal(String subject, Application application) {
        return replay(subject, application)
                .invoke(released -> LOG.infof(released ? "%s is no longer parked" : "%s waits at another gap", subject))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "%s stays parked: what waited behind a gap cannot be applied", subject);
                    return false;
                })
                .replaceWithVoid();
    }

    /** After a failure: each record in a transaction of its own, so that only the one at fault is parked. */
    private Uni<Void> apart(List<ConsumerRecord<String, byte[]>> records, Application application, Throwable failure) {
        if (records.size() > 1) {
            return inOrder(
                    records,
                    event -> transaction(List.of(event), application)
                            .onFailure()
                            .recoverWithUni(cause -> apart(List.of(event), application, cause)));
        }
        return Trouble.waitedOut(() -> parking.atFault(records.getFirst(), failure));
    }

    private Uni<Void> latestApart(
            List<ConsumerRecord<String, byte[]>> records, Application application, Throwable failure) {
        if (records.size() > 1) {
            return inOrder(
                    records,
                    event -> Trouble.waitedOut(() ->
                                    outbox.transaction(session -> within(session, Incoming.of(event), application)))
                            .onFailure()
                            .recoverWithUni(cause -> latestApart(List.of(event), application, cause)));
        }
        LOG.errorf(
                failure,
                "%s could not be applied and is on the dead-letter topic",
                Incoming.of(records.getFirst()).place());
        return Trouble.waitedOut(() -> deadLetters.add(records.getFirst(), failure));
    }

    private Uni<Void> step(Mutiny.Session session, Ledger ledger, Incoming event, Application application) {
        return switch (ledger.judge(event)) {
            case REPEATED -> Uni.createFrom().voidItem();
            case NEXT -> applyNext(session, event, application).chain(() -> ledger.applied(event));
            case GAP -> parking.atGap(ledger, event);
            case BEHIND -> ledger.park(event, ParkedEvent.Reason.BEHIND, "an earlier event of the subject is parked");
            case NO_ENVELOPE -> throw new IllegalArgumentException("no CloudEvents headers on " + event.place());
        };
    }

    /** An event of a type that a newer version states is none of our business, and its number is taken all the same. */
    private Uni<Void> applyNext(Mutiny.Session session, Incoming event, Application application) {
        if (event.isKnown()) {
            return within(session, event, application);
        }
        meters.counter("comfymesh.inbox.unknown", "type", event.type()).increment();
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> within(Mutiny.Session session, Incoming event, Application application) {
        return Traces.within(event.traceparent(), () -> application.apply(session, event));
    }

    private static <T> Uni<Void> inOrder(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
