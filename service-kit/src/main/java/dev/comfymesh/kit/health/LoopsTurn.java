package dev.comfymesh.kit.health;

import dev.comfymesh.kit.config.KitConfig;
import dev.comfymesh.kit.loop.Loop;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive as long as no loop is stuck. A loop that waits for a database which does not answer anybody is no reason to
 * start this process again: that would help nobody.
 */
@Liveness
@ApplicationScoped
class LoopsTurn implements AsyncHealthCheck {
    private final Vertx vertx;
    private final KitConfig config;
    private final Database database;

    LoopsTurn(Vertx vertx, KitConfig config, Database database) {
        this.vertx = vertx;
        this.config = config;
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        var stuck = Loop.stuck(vertx, config.stuckAfter());
        return stuck.isEmpty()
                ? Uni.createFrom().item(verdict(true, stuck))
                : database.answersAnybody().map(answers -> verdict(!answers, stuck));
    }

    private static HealthCheckResponse verdict(boolean alive, List<String> stuck) {
        var response = HealthCheckResponse.named("loops turn").status(alive);
        return stuck.isEmpty()
                ? response.build()
                : response.withData("waiting", String.join(", ", stuck)).build();
    }
}
