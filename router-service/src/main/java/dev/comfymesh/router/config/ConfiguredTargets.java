package dev.comfymesh.router.config;

import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.router.app.DefineTargets;
import dev.comfymesh.router.app.Matching;
import dev.comfymesh.router.app.TargetSpec;
import dev.comfymesh.router.domain.Provider;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Defines the configured targets after each start, as soon as the database takes them, until those that vanished are gone. */
@ApplicationScoped
class ConfiguredTargets {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final RouterConfig config;
    private final DefineTargets targets;
    private final Matching matching;
    private @Nullable Loop loop;

    ConfiguredTargets(RouterConfig config, DefineTargets targets, Matching matching) {
        this.config = config;
        this.targets = targets;
        this.matching = matching;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        loop = Loop.start(vertx, "configured targets", AGAIN, this::define);
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
        return Stream.concat(
                        config.nodes().stream().map(ConfiguredTargets::spec),
                        config.providers().stream().map(ConfiguredTargets::spec))
                .toList();
    }

    private static TargetSpec spec(TargetConfig.Node node) {
        return new TargetSpec(
                node.id(),
                null,
                node.url(),
                node.slots(),
                node.microsPerHour(),
                null,
                node.accelerator().orElse(null),
                node.region().orElse(null));
    }

    private static TargetSpec spec(TargetConfig.Account account) {
        return new TargetSpec(
                account.id(),
                Provider.of(account.provider()).orElseThrow(),
                account.url(),
                account.slots(),
                account.microsPerHour(),
                account.microsPerRun().isPresent() ? account.microsPerRun().getAsLong() : null,
                account.accelerator().orElse(null),
                account.region().orElse(null));
    }
}
