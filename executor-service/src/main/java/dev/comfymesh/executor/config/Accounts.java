package dev.comfymesh.executor.config;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.executor.adapter.provider.Account;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.adapter.provider.comfyapi.ComfyApiProvider;
import dev.comfymesh.executor.adapter.provider.fal.FalProvider;
import dev.comfymesh.executor.adapter.provider.replicate.ReplicateProvider;
import dev.comfymesh.executor.adapter.provider.runpod.RunPodProvider;
import dev.comfymesh.executor.adapter.provider.together.TogetherProvider;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.app.ProviderAccount;
import dev.comfymesh.executor.app.Providers;
import dev.comfymesh.executor.domain.Target;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The accounts with providers as they are configured; what they hold is told to nobody but the provider. */
final class Accounts implements Providers {
    /** An outage costs no more attempts than are submitted at once. */
    private static final int SUBMITS_AT_ONCE = 3;

    private final ProviderHttp http;
    private final Map<String, ExecutorConfig.ProviderSettings> settings;

    /** The providers that we speak to; Together answers a submit when the run is over, so that all runs are submits. */
    enum Kind {
        RUNPOD("runpod", TargetContract.GRAPH, RunPodProvider::new),
        COMFY_API("comfy-api", TargetContract.GRAPH, ComfyApiProvider::new),
        FAL("fal", TargetContract.MODEL_PARAMS, FalProvider::new),
        REPLICATE("replicate", TargetContract.MODEL_PARAMS, ReplicateProvider::new),
        TOGETHER("together", TargetContract.MODEL_PARAMS, TogetherProvider::new);

        private final String word;
        private final TargetContract contract;
        private final BiFunction<ProviderHttp, Account, Provider> adapter;

        Kind(String word, TargetContract contract, BiFunction<ProviderHttp, Account, Provider> adapter) {
            this.word = word;
            this.contract = contract;
            this.adapter = adapter;
        }

        static Optional<Kind> of(Target target) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(target.provider()))
                    .findFirst();
        }

        static List<String> words() {
            return Arrays.stream(values()).map(kind -> kind.word).toList();
        }
    }

    Accounts(ProviderHttp http, Map<String, ExecutorConfig.ProviderSettings> settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public Opening open(Target target) {
        return Kind.of(target)
                .map(kind -> open(target, kind))
                .orElseGet(() -> new Opening.Unset(
                        "the target's provider must be one of %s, not %s".formatted(Kind.words(), target.provider())));
    }

    private Opening open(Target target, Kind kind) {
        var own = Optional.ofNullable(settings.get(target.id()));
        var key = own.flatMap(ExecutorConfig.ProviderSettings::key);
        var price = own.flatMap(ExecutorConfig.ProviderSettings::microsPerUnit);
        if (key.isEmpty() || price.isEmpty()) {
            return new Opening.Unset("set executor.providers.\"%s\".key and .micros-per-unit".formatted(target.id()));
        }
        if (target.contract() != kind.contract) {
            return new Opening.Unset("the contract of a target at %s must be %s".formatted(kind.word, kind.contract));
        }
        var coldStart = own.map(ExecutorConfig.ProviderSettings::coldStart).orElse(Duration.ZERO);
        var account = new Account(target.url(), key.get(), price.get(), coldStart);
        return new Opening.Open(new ProviderAccount(
                kind.word,
                kind.contract,
                kind.adapter.apply(http, account),
                () -> answers(target.url()),
                kind == Kind.TOGETHER ? target.slots() : SUBMITS_AT_ONCE));
    }

    /** What it says to a stranger does not matter, as long as it is no gateway that misses it. */
    private Uni<Boolean> answers(URI address) {
        return http.get(address.toString(), Map.of())
                .map(reply -> reply instanceof Reply.Got got && got.status() < 500);
    }
}
