package dev.comfymesh.kit.inbox;

import dev.comfymesh.kit.loop.HomeContext;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
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
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    Inbox(Outbox outbox, DeadLetters deadLetters, MeterRegistry meters) {
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /** What a service does with an event, inside the transaction that also remembers it as applied. */
    @FunctionalInterface
    public interface Application {
        Uni<Void> apply(Mutiny.Session session, Incoming event);
    }

    /** Applies a poll's records, in order; completes when each is applied, skipped or parked. */
    public Uni<Void> applyOnce(ConsumerRecords<String, byte[]> poll, Application application) {
        var records = StreamSupport.stream(poll.spliterator(), false).toList();
        return transaction(records, application)
                .onFailure()
                .recoverWithUni(failure -> apart(records, application, failure));
    }

    /** Applies a poll of a compacted topic, in order: gaps mean nothing there, and a null payload is a removal. */
    public Uni<Void> applyLatest(ConsumerRecords<String, byte[]> poll, Application application) {
        var records = StreamSupport.stream(poll.spliterator(), false).toList();
        return patiently(() -> outbox.transaction(
                        session -> inOrder(records, event -> within(session, Incoming.of(event), application))))
                .onFailure()
                .recoverWithUni(failure -> latestApart(records, application, failure));
    }

    /** Applies what is parked of a subject, in order, up to the first event that still cannot be applied. */
    public Uni<Void> replay(String subject, Application application) {
        return patiently(() -> outbox.transaction(
                session -> Replay.of(session, subject, event -> within(session, event, application))));
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
                .invoke(() -> LOG.infof("%s is no longer parked for a gap", subject))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.errorf(failure, "%s stays parked: what waited behind a gap cannot be applied", subject);
                    return Uni.createFrom().voidItem();
                });
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
            case GAP -> {
                count("gap");
                LOG.errorf(
                        "%s of %s came as number %d after %d: the subject is parked until the missing ones come",
                        event.type(), event.subject(), event.sequence(), ledger.last(event));
                yield ledger.park(
                        event,
                        ParkedEvent.Reason.GAP,
                        "number %d came after %d".formatted(event.sequence(), ledger.last(event)));
            }
            case BEHIND -> ledger.park(event, ParkedEvent.Reason.BEHIND, "an earlier event of the subject is parked");
            case NO_ENVELOPE -> throw new IllegalArgumentException("no CloudEvents headers on " + event.place());
        };
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
