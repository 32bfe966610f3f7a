package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Target;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Has a run looked at because its provider told something of it; what is not proven, or told of nobody's account, is nothing. */
public final class HearProviders {
    private final TargetStore targets;
    private final Function<Target, Optional<Hook>> open;
    private final BiFunction<UUID, String, Uni<Void>> heard;
    private final Map<Target, Optional<Hook>> hooks = new ConcurrentHashMap<>();

    /** {@code heard} is told whose run is called what by its provider. */
    public HearProviders(
            TargetStore targets, Function<Target, Optional<Hook>> open, BiFunction<UUID, String, Uni<Void>> heard) {
        this.targets = targets;
        this.open = open;
        this.heard = heard;
    }

    /** Whether the message is believed. Repeatable, and of no effect for a run that is over. */
    public Uni<Boolean> hear(String targetId, UUID attemptId, Hook.Message message) {
        return targets.find(targetId)
                .chain(target -> target.flatMap(this::hook)
                        .map(hook -> hook.read(message))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .chain(run -> run.map(
                                remoteId -> heard.apply(attemptId, remoteId).replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    /** One for each account: it keeps what it learned to check signatures by. */
    private Optional<Hook> hook(Target target) {
        return hooks.computeIfAbsent(target, open);
    }
}
