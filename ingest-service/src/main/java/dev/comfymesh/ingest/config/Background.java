package dev.comfymesh.ingest.config;

import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.ingest.adapter.store.FirstTenant;
import dev.comfymesh.ingest.adapter.store.OutboxBacklog;
import dev.comfymesh.ingest.adapter.store.Settlements;
import dev.comfymesh.ingest.adapter.store.UploadRemoval;
import dev.comfymesh.ingest.app.JobStreams;
import dev.comfymesh.ingest.domain.ApiKey;
import dev.comfymesh.kit.loop.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What goes on without being asked. */
@ApplicationScoped
class Background {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final IngestConfig config;
    private final List<Loop> loops = new ArrayList<>();

    Background(Vertx vertx, IngestConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    void onStart(
            @Observes StartupEvent event,
            JobStreams streams,
            OutboxBacklog backlog,
            Settlements settlements,
            UploadRemoval uploads,
            MeterRegistry meters,
            FirstTenant firstTenant) {
        var reader = run("client events", config.streams().lookAgain(), streams::deliver);
        streams.onChange(reader::wake);
        run("stream look-again", config.streams().lookAgain(), once(streams::lookAgain));
        run("stream heartbeat", config.streams().heartbeat(), once(streams::heartbeat));
        run("outbox age", SECOND, () -> backlog.measure().replaceWith(false));
        run("old uploads", MINUTE, () -> uploads.removeOld(config.files().retention()));
        run("settlements", SECOND, () -> settlements.apply().replaceWith(false));
        meters.gauge("comfymesh.ingest.streams.open", streams, JobStreams::open);
        config.bootstrapApiKey().flatMap(ApiKey::of).ifPresent(key -> moveIn(firstTenant, key));
    }

    /** Comes before the requests that are under way are waited for; a stream would have that last for long. */
    void onEndNear(@Observes ShutdownDelayInitiatedEvent event, JobStreams streams) {
        streams.close();
    }

    void onStop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::stop);
    }

    /** Until it has worked once: the database may still be starting. */
    private void moveIn(FirstTenant firstTenant, ApiKey key) {
        var local = new Tenant("local", config.local().weight(), config.local().maxRunning());
        run(
                "first tenant",
                SECOND,
                () -> firstTenant
                        .moveIn(local, config.local().balanceMicros(), key)
                        .replaceWith(false));
    }

    private Loop run(String name, Duration period, Supplier<Uni<Boolean>> task) {
        var loop = Loop.start(vertx, name, period, task);
        loops.add(loop);
        return loop;
    }

    private static Supplier<Uni<Boolean>> once(Runnable task) {
        return () -> {
            task.run();
            return Uni.createFrom().item(false);
        };
    }
}
