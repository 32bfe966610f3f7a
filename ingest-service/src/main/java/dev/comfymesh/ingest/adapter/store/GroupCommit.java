package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.StoreAway;
import dev.comfymesh.ingest.app.Submission;
import dev.comfymesh.kit.loop.HomeContext;
import dev.comfymesh.kit.loop.Loop;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Commits accepts together: what comes while one transaction is under way is gathered for the next. An accept that comes
 * when nothing is under way is committed at once, and none ever waits for company.
 */
@ApplicationScoped
class GroupCommit {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(20);

    private final Database database;
    private final Acceptance acceptance;
    private final AcceptQueue waiting = new AcceptQueue();
    private final DistributionSummary sizes;
    private final Timer times;
    private @Nullable Loop committer;

    GroupCommit(Database database, Acceptance acceptance, MeterRegistry meters) {
        this.database = database;
        this.acceptance = acceptance;
        this.sizes = meters.summary("comfymesh.ingest.accept.batch");
        this.times = meters.timer("comfymesh.ingest.accept.commit");
        meters.gauge("comfymesh.ingest.accept.waiting", waiting, AcceptQueue::size);
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        committer = Loop.start(vertx, "accepts", LOOK_AGAIN, this::commitNext);
    }

    void stop(@Observes ShutdownEvent event) {
        if (committer != null) {
            committer.stop();
        }
    }

    /** Completes once the outcome is committed; it is empty when the key stands for something already. */
    Uni<Optional<Submission>> commit(PendingAccept accept) {
        return Uni.createFrom().deferred(() -> enqueue(accept));
    }

    private Uni<Optional<Submission>> enqueue(PendingAccept accept) {
        var home = HomeContext.current();
        if (!waiting.offer(accept)) {
            return Uni.createFrom().item(Optional.of(new Submission.Crowded()));
        }
        if (committer != null) {
            committer.wake();
        }
        return Uni.createFrom().completionStage(accept.outcome()).emitOn(home);
    }

    private Uni<Boolean> commitNext() {
        var batch = waiting.next();
        if (batch.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        sizes.record(batch.size());
        var begin = System.nanoTime();
        return together(batch)
                .onFailure()
                .recoverWithUni(failure -> apart(batch, failure))
                .invoke(() -> times.record(Duration.ofNanos(System.nanoTime() - begin)))
                .map(_ -> !waiting.isEmpty());
    }

    private Uni<Void> together(List<PendingAccept> batch) {
        return database.write(session -> acceptance.accept(session, batch))
                .ifNoItem()
                .after(LONGEST_COMMIT)
                .failWith(() -> new StoreAway(new TimeoutException("nothing was committed in " + LONGEST_COMMIT)))
                .invoke(submissions -> batch.forEach(accept -> accept.outcome()
                        .complete(
                                Optional.ofNullable(submissions.get(accept.job().id())))))
                .replaceWithVoid();
    }

    /** After a failure each goes alone, so that none fails for another's sake; until the store is away for all of them. */
    private Uni<Void> apart(List<PendingAccept> batch, Throwable failure) {
        if (batch.size() == 1 || failure instanceof StoreAway) {
            return fail(batch, failure);
        }
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(this::alone)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(away -> fail(batch, away));
    }

    private Uni<Void> alone(PendingAccept accept) {
        var one = List.of(accept);
        return together(one)
                .onFailure(cause -> !(cause instanceof StoreAway))
                .recoverWithUni(cause -> fail(one, cause));
    }

    /** Whoever has an outcome already keeps it. */
    private static Uni<Void> fail(List<PendingAccept> accepts, Throwable failure) {
        accepts.forEach(accept -> accept.outcome().completeExceptionally(failure));
        return Uni.createFrom().voidItem();
    }
}
