package dev.comfymesh.kit.retention;

import dev.comfymesh.kit.loop.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Deletes what the service has declared expired, every hour; one expiry that fails keeps no other from its turn. */
@ApplicationScoped
public class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final Duration PERIOD = Duration.ofHours(1);

    private final Pool pool;
    private final List<Loop> loops = new ArrayList<>();

    Retention(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Vertx vertx, @Any Instance<Expiry> expiries) {
        for (var expiry : expiries) {
            loops.add(Loop.start(vertx, "clean-up of " + expiry.what(), PERIOD, () -> forget(expiry)));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::stop);
    }

    /** Answers whether there may be more. */
    public Uni<Boolean> forget(Expiry expiry) {
        return pool.query(expiry.sql()).execute().map(deleted -> {
            if (deleted.rowCount() > 0) {
                LOG.infof("Deleted %d %s", deleted.rowCount(), expiry.what());
            }
            return deleted.rowCount() > 0;
        });
    }
}
