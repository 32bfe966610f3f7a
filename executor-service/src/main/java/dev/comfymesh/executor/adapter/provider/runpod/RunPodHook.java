package dev.comfymesh.executor.adapter.provider.runpod;

import dev.comfymesh.executor.adapter.provider.ProviderJson;
import dev.comfymesh.executor.app.Hook;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** RunPod's webhooks, which nothing signs: that they know their address is all that speaks for them. */
public final class RunPodHook implements Hook {
    @Override
    public Uni<Optional<String>> read(Message message) {
        var id = ProviderJson.read(message.body()).path("id").asText("");
        return Uni.createFrom().item(Optional.of(id).filter(text -> text.matches("[A-Za-z0-9_-]{1,100}")));
    }
}
