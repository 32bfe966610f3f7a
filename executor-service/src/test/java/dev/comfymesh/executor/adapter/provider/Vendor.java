package dev.comfymesh.executor.adapter.provider;

import dev.comfymesh.executor.adapter.provider.comfyapi.ComfyApiProvider;
import dev.comfymesh.executor.adapter.provider.fal.FalProvider;
import dev.comfymesh.executor.adapter.provider.replicate.ReplicateProvider;
import dev.comfymesh.executor.adapter.provider.runpod.RunPodProvider;
import dev.comfymesh.executor.adapter.provider.together.TogetherProvider;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.Work;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** The providers with the prices of their stand-ins, and something small for each to do. */
enum Vendor {
    RUNPOD("/v2/comfy", 530, RunPodProvider::new),
    COMFYAPI("", 600, ComfyApiProvider::new),
    FAL("", 25_000, FalProvider::new),
    REPLICATE("", 975, ReplicateProvider::new),
    TOGETHER("", 2_700, TogetherProvider::new);

    /** As far as the account knows. */
    static final Duration COLD_START = Duration.ofMillis(600);

    private static final Map<String, Object> PARAMETERS =
            Map.of("prompt", "a lake", "width", 16, "height", 16, "image_size", Map.of("width", 16, "height", 16));

    private final String path;
    private final long microsPerUnit;
    private final BiFunction<ProviderHttp, Account, Provider> adapter;

    Vendor(String path, long microsPerUnit, BiFunction<ProviderHttp, Account, Provider> adapter) {
        this.path = path;
        this.microsPerUnit = microsPerUnit;
        this.adapter = adapter;
    }

    /** What its stand-in is called. */
    String stub() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takesGraphs() {
        return this == RUNPOD || this == COMFYAPI;
    }

    /** As if nothing had been asked there before. */
    Provider provider(Stand stand) {
        var account = stand.account(path, microsPerUnit);
        return adapter.apply(
                stand.http(), new Account(account.base(), account.key(), account.microsPerUnit(), COLD_START));
    }

    Work work() {
        return takesGraphs() ? Graphs.plain(16, 8) : new Work.Model("owner/name", PARAMETERS);
    }
}
