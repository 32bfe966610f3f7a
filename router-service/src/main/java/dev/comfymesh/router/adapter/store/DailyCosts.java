package dev.comfymesh.router.adapter.store;

import dev.comfymesh.kit.loop.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sums up the costs of days that are over, so that asking for many days reads little; each day once, whoever does it. */
@ApplicationScoped
public class DailyCosts {
    private static final Duration PERIOD = Duration.ofHours(1);

    private final Pool pool;
    private @Nullable Loop loop;

    DailyCosts(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        loop = Loop.start(vertx, "daily costs", PERIOD, this::sumUp);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop();
        }
    }

    /** Answers that there is no more to do: all days that are due are summed up together. */
    public Uni<Boolean> sumUp() {
        return pool.query(CostSql.SUM_UP).execute().replaceWith(false);
    }
}
