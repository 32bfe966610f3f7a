package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.executor.config.ExecutorConfig;
import dev.comfymesh.kit.loop.Loop;
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

/** Forgets jobs whose deadline is long past, with their attempts, a few at a time; a job with a live attempt stays. */
@ApplicationScoped
public class OldJobs {
    private static final int BATCH = 200;

    private static final String FORGET = """
            with old as (
                select id from job where deadline < now() - make_interval(secs => $1) and not exists (
                    select from attempt where job_id = job.id and state not in ('SUCCEEDED', 'FAILED'))
                order by deadline limit $2 for update skip locked),
            attempts as (delete from attempt using old where attempt.job_id = old.id)
            delete from job using old where job.id = old.id""";

    // A job's deadline lies at most a week after the fact that brought its graph.
    private static final String FORGET_GRAPHS =
            "delete from graph where used_at < now() - make_interval(secs => $1) - interval '7 days'";

    private final Pool database;
    private final double retentionSeconds;
    private @Nullable Loop loop;

    OldJobs(Pool database, ExecutorConfig config) {
        this.database = database;
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
        return database.preparedQuery(FORGET_GRAPHS)
                .execute(Tuple.of(retentionSeconds))
                .chain(() -> database.preparedQuery(FORGET).execute(Tuple.of(retentionSeconds, BATCH)))
                .map(forgotten -> forgotten.rowCount() == BATCH);
    }
}
