package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.scoring.config.ScoringConfig;
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

/** Forgets pools that have been over for long, with all that was measured in them, a few at a time. */
@ApplicationScoped
public class OldPools {
    private static final int BATCH = 200;

    private static final String FORGET = """
            with old as (
                select job_id from pool where over_since < now() - make_interval(secs => $1)
                order by over_since limit $2 for update skip locked),
            candidates as (delete from candidate using old where candidate.job_id = old.job_id)
            delete from pool using old where pool.job_id = old.job_id""";

    private final Pool database;
    private final double retentionSeconds;
    private @Nullable Loop loop;

    OldPools(Pool database, ScoringConfig config) {
        this.database = database;
        this.retentionSeconds = config.retention().toSeconds();
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        loop = Loop.start(vertx, "pool clean-up", Duration.ofHours(1), this::forget);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop();
        }
    }

    /** Answers whether there are more. */
    public Uni<Boolean> forget() {
        return database.preparedQuery(FORGET)
                .execute(Tuple.of(retentionSeconds, BATCH))
                .map(forgotten -> forgotten.rowCount() == BATCH);
    }
}
