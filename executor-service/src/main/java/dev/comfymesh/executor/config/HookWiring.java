package dev.comfymesh.executor.config;

import dev.comfymesh.executor.adapter.provider.Account;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.adapter.provider.fal.FalHook;
import dev.comfymesh.executor.adapter.provider.replicate.ReplicateHook;
import dev.comfymesh.executor.adapter.provider.runpod.RunPodHook;
import dev.comfymesh.executor.adapter.store.HookSignals;
import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.executor.app.HearProviders;
import dev.comfymesh.executor.app.HmacAddresses;
import dev.comfymesh.executor.app.Hook;
import dev.comfymesh.executor.app.TargetStore;
import dev.comfymesh.executor.domain.Target;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** How providers tell us of runs, and what of it is believed: the others have no such messages. */
final class HookWiring {
    private final ProviderHttp http;
    private final ExecutorConfig config;
    private final Clock clock;

    private HookWiring(ProviderHttp http, ExecutorConfig config, Clock clock) {
        this.http = http;
        this.config = config;
        this.clock = clock;
    }

    @Produces
    @Singleton
    static HmacAddresses addresses(ExecutorConfig config) {
        return new HmacAddresses(config.publicUrl(), config.hooks().secret());
    }

    @Produces
    @Singleton
    static HearProviders hearing(
            TargetStore targets,
            Fleet fleet,
            HookSignals signals,
            ProviderHttp http,
            ExecutorConfig config,
            Clock clock) {
        return new HearProviders(
                targets,
                new HookWiring(http, config, clock)::hook,
                (attempt, run) -> fleet.heard(attempt, run).invoke(() -> signals.tell(attempt)));
    }

    private Optional<Hook> hook(Target target) {
        return switch (target.provider()) {
            case "runpod" -> Optional.of(new RunPodHook());
            case "fal" -> Optional.of(new FalHook(http, config.hooks().falKeys().toString(), clock));
            case "replicate" ->
                key(target).map(key -> new ReplicateHook(http, new Account(target.url(), key, 0), clock));
            case null, default -> Optional.empty();
        };
    }

    private Optional<String> key(Target target) {
        return Optional.ofNullable(config.providers().get(target.id())).flatMap(ExecutorConfig.ProviderSettings::key);
    }
}
