package dev.comfymesh.router.config;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.router.app.DefineTargets;
import dev.comfymesh.router.app.Matching;
import dev.comfymesh.router.app.TargetSpec;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Defines the configured nodes after each start, as soon as the database takes them, until those that vanished are gone. */
@ApplicationScoped
class ConfiguredNodes {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final RouterConfig config;
    private final DefineTargets targets;
    private final Matching matching;
    private @Nullable Loop loop;

    ConfiguredNodes(RouterConfig config, DefineTargets targets, Matching matching) {
        this.config = config;
        this.targets = targets;
        this.matching = matching;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        loop = Loop.start(vertx, "configured nodes", AGAIN, this::define);
        loop.wake();
    }

    void stop(@Observes ShutdownEvent event) {
        endLoop();
    }

    private void endLoop() {
        if (loop != null) {
            loop.stop();
        }
    }

    private Uni<Boolean> define() {
        return targets.agree(specs())
                .invoke(done -> {
                    if (done) {
                        endLoop();
                    }
                    matching.fleetChanged();
                })
                .replaceWith(false);
    }

    private List<TargetSpec> specs() {
        return config.nodes().stream().map(ConfiguredNodes::spec).toList();
    }

    private static TargetSpec spec(RouterConfig.Node node) {
        return new TargetSpec(
                node.id(), TargetKind.NODE, TargetContract.GRAPH, node.url(), node.slots(), node.microsPerHour());
    }
}
