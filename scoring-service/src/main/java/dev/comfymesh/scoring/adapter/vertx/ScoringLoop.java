package dev.comfymesh.scoring.adapter.vertx;

import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.scoring.app.ScoreNext;
import dev.comfymesh.scoring.app.Scorers;
import dev.comfymesh.scoring.config.ScoringConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Takes work and measures it, batch after batch, as long as there is some. */
@ApplicationScoped
class ScoringLoop implements Scorers {
    private final Vertx vertx;
    private final ScoreNext scoreNext;
    private final ScoringConfig config;
    private volatile @Nullable Loop loop;

    ScoringLoop(Vertx vertx, ScoreNext scoreNext, ScoringConfig config) {
        this.vertx = vertx;
        this.scoreNext = scoreNext;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        loop = Loop.start(vertx, "scoring", config.look(), scoreNext::scoreNext);
    }

    void onStop(@Observes ShutdownEvent event) {
        var started = loop;
        if (started != null) {
            started.stop();
        }
    }

    @Override
    public void wake() {
        var started = loop;
        if (started != null) {
            started.wake();
        }
    }
}
