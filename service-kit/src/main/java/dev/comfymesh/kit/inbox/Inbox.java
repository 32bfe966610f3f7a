package dev.comfymesh.kit.inbox;

import dev.comfymesh.kit.loop.HomeContext;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
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
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Pool pool;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final byte[] self;
    private volatile Application replaying =
            (_, event) -> Uni.createFrom().failure(new IllegalStateException("nobody here applies " + event.type()));

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
        this.self = self.getBytes(StandardCharsets.UTF_8);
    }

    /** What a service does with an event, inside the transaction that also remembers it as applied. */
    @FunctionalInterface
    public interface Application {
        Uni<Void> apply(Mutiny.Session session, Incoming event);
    }

    /** What a service does with the new events of a poll, all or nothing, in the transaction that remembers them as applied. */
    @FunctionalInterface
    public interface Batch {
        /** The events are in the log's order; each is in its own trace, none of which is current here. */
        Uni<Void> apply(Mutiny.Session session, List<Incoming> events);

        /** Whether this type is any business of the service; events of others are remembered and never read. */
        default boolean concerns(String type) {
            return true;
        }
    }

    /**
     * Applies a poll's records together; completes when each is applied, skipped or parked. What this service stated
     * itself took effect when it did, and is passed over. A batch that fails is applied again event by event, so that only
     * the one at fault is parked.
     */
    public Uni<Void> applyBatch(ConsumerRecords<String, byte[]> poll, Batch batch) {
        var records = StreamSupport.stream(poll.spliterator(), false)
                .filter(this::isOfOthers)
                .toList();
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var events = records.stream().map(Incoming::of).toList();
        return Claim.of(events)
                .map(claim -> together(claim, events, batch))
                .orElseGet(() -> Uni.createFrom().failure(new OutOfLine()))
                .onFailure(OutOfLine.class)
                .recoverWithUni(_ -> transaction(records, alone(batch)))
                .onFailure()
                .recoverWithUni(failure -> apart(records, alone(batch), failure));
    }

    /** Applies a poll of a compacted topic, in order: gaps mean nothing there, and a null payload is a removal. */
    public Uni<Void> applyLatest(ConsumerRecords<String, byte[]> poll, Application application) {
        var records = StreamSupport.stream(poll.spliterator(), false).toList();
        return patiently(() -> outbox.transaction(
                        session -> inOrder(records, event -> within(session, Incoming.of(event), application))))
                .onFailure()
                .recoverWithUni(failure -> latestApart(records, application, failure));
    }

    /** Says what {@link #replay(String)} applies parked events with; to be called when the consumer is made. */
    public void replayWith(Batch batch) {
        replaying = alone(batch);
    }

    /**
     * Applies what is parked of a subject, in order, each event by itself, up to the first that cannot be applied: fails
     * as that one does, or answers whether none waits any more when a predecessor is missing.
     */
    public Uni<Boolean> replay(String subject) {
        return replay(subject, replaying);
    }

    Uni<Boolean> replay(String subject, Application application) {
        return patiently(() -> turn(subject, application))
                .onFailure()
                .call(failure ->
                        patiently(() -> outbox.transaction(session -> Replay.accuse(session, subject, failure))))
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
            return patiently(() -> pool.preparedQuery(Claim.SQL)
                    .execute(Tuple.wrap(claim.parameters()))
                    .invoke(rows -> claim.confirm(rows.iterator().next().getLong(0)))
                    .replaceWithVoid());
        }
        return patiently(() -> outbox.transaction(session -> Sql.select(session, Claim.SQL, claim.parameters())
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
        return event.isKnown() && batch.concerns(event.type());
    }

    private Uni<Void> transaction(List<ConsumerRecord<String, byte[]>> records, Application application) {
        return patiently(() -> outbox.transaction(session -> Ledger.open(
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
        return patiently(() -> park(records.getFirst(), failure));
    }

    private Uni<Void> latestApart(
            List<ConsumerRecord<String, byte[]>> records, Application application, Throwable failure) {
        if (records.size() > 1) {
            return inOrder(
                    records,
                    event -> patiently(() ->
                                    outbox.transaction(session -> within(session, Incoming.of(event), application)))
                            .onFailure()
                            .recoverWithUni(cause -> latestApart(List.of(event), application, cause)));
        }
        LOG.errorf(
                failure,
                "%s could not be applied and is on the dead-letter topic",
                Incoming.of(records.getFirst()).place());
        return patiently(() -> deadLetters.add(records.getFirst(), failure));
    }

    private Uni<Void> step(Mutiny.Session session, Ledger ledger, Incoming event, Application application) {
        return switch (ledger.judge(event)) {
            case REPEATED -> Uni.createFrom().voidItem();
            case NEXT -> applyNext(session, event, application).chain(() -> ledger.applied(event));
            case GAP -> parkAtGap(ledger, event);
            case BEHIND -> ledger.park(event, ParkedEvent.Reason.BEHIND, "an earlier event of the subject is parked");
            case NO_ENVELOPE -> throw new IllegalArgumentException("no CloudEvents headers on " + event.place());
        };
    }

    private Uni<Void> parkAtGap(Ledger ledger, Incoming event) {
        count("gap");
        var gap = "number %d came after %d".formatted(event.sequence(), ledger.last(event));
        LOG.errorf(
                "%s of %s: %s. The subject is parked until the missing ones come", event.type(), event.subject(), gap);
        return deadLetters.parked(event, gap).chain(() -> ledger.park(event, ParkedEvent.Reason.GAP, gap));
    }

    private Uni<Void> park(ConsumerRecord<String, byte[]> event, Throwable failure) {
        var incoming = Incoming.of(event);
        count("poison");
        LOG.errorf(
                failure,
                "%s (%s of %s) cannot be applied: it is on the dead-letter topic and its subject is parked",
                incoming.place(),
                incoming.type(),
                incoming.subject());
        return deadLetters
                .add(event, failure)
                .chain(() -> outbox.transaction(session -> session.find(ParkedEvent.class, incoming.place())
                        .chain(known -> known != null
                                ? Uni.createFrom().voidItem()
                                : session.persist(ParkedEvent.of(
                                        incoming, ParkedEvent.Reason.POISON, String.valueOf(failure.getMessage()))))));
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

    private void count(String reason) {
        meters.counter("comfymesh.inbox.parked", "reason", reason).increment();
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

    /** Tries again, on the context where it began, as long as the trouble is one that passes. */
    private static <T> Uni<T> patiently(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var home = HomeContext.current();
            return Uni.createFrom()
                    .deferred(work::get)
                    .runSubscriptionOn(home)
                    .onFailure(Trouble::passes)
                    .invoke(failure -> LOG.warnf("The database or the broker is in trouble, waiting: %s", failure))
                    .onFailure(Trouble::passes)
                    .retry()
                    .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                    .indefinitely()
                    .emitOn(home);
        });
    }
}
