package dev.comfymesh.router.adapter.store;

import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.router.config.RouterConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Forgets jobs that were closed long ago, a few at a time, and estimates that old; what was charged stays. */
@ApplicationScoped
public class OldJobs {
    private static final int BATCH = 200;

    private static final String FORGET = """
            with old as (
                select job_id from job where closed_at < now() - make_interval(secs => $1)
                order by closed_at limit $2 for update skip locked),
            decisions as (delete from decision using old where decision.job_id = old.job_id),
            attempts as (delete from attempt using old where attempt.job_id = old.job_id),
            candidates as (delete from candidate using old where candidate.job_id = old.job_id)
            delete from job using old where job.job_id = old.job_id""";

    private static final String FORGET_ESTIMATES =
            "delete from estimate where learned_at < now() - make_interval(secs => $1)";

    private final Pool pool;
    private final double retentionSeconds;
    private @Nullable Loop loop;

    OldJobs(Pool pool, RouterConfig config) {
        this.pool = pool;
        this.retentionSeconds = config.retention().toSeconds();
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        loop = Loop.start(vertx, "job clean-up", Duration.ofHours(1), this::forget);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop();
        }
    }

    /** Answers whether there are more. */
    public Uni<Boolean> forget() {
        return pool.preparedQuery(FORGET_ESTIMATES)
                .execute(Tuple.of(retentionSeconds))
                .chain(() -> pool.preparedQuery(FORGET).execute(Tuple.of(retentionSeconds, BATCH)))
                .map(forgotten -> forgotten.rowCount() == BATCH);
    }
}
