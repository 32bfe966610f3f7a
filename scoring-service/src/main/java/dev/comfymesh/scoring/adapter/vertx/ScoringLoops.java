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
import java.util.List;
import java.util.stream.IntStream;

/** As many loops as candidates may be measured at once; each takes the next one by itself. */
@ApplicationScoped
class ScoringLoops implements Scorers {
    private final Vertx vertx;
    private final ScoreNext scoreNext;
    private final ScoringConfig config;
    private volatile List<Loop> loops = List.of();

    ScoringLoops(Vertx vertx, ScoreNext scoreNext, ScoringConfig config) {
        this.vertx = vertx;
        this.scoreNext = scoreNext;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        loops = IntStream.rangeClosed(1, config.workers())
                .mapToObj(n -> Loop.start(vertx, "scoring-" + n, config.look(), scoreNext::scoreNext))
                .toList();
    }

    void onStop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::stop);
    }

    @Override
    public void wake() {
        loops.forEach(Loop::wake);
    }
}
