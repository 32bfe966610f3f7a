package dev.comfymesh.router.app;

import dev.comfymesh.router.app.Removal.Busy;
import dev.comfymesh.router.app.Removal.Removed;
import dev.comfymesh.router.app.Removal.Unknown;
import dev.comfymesh.router.app.StoredTarget.Origin;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the registry agree with the configuration; what was defined by REST stays as it is. */
public final class DefineTargets {
    private final TargetRegistry registry;

    public DefineTargets(TargetRegistry registry) {
        this.registry = registry;
    }

    /** Answers whether all is done: a target that vanished is drained, and goes once nothing lives there. */
    public Uni<Boolean> agree(List<TargetSpec> configured) {
        return registry.all().chain(known -> put(configured).chain(() -> remove(vanished(configured, known))));
    }

    private static List<String> vanished(List<TargetSpec> configured, List<StoredTarget> known) {
        var named = configured.stream().map(TargetSpec::targetId).collect(Collectors.toSet());
        return known.stream()
                .filter(target -> target.origin() == Origin.CONFIGURATION)
                .map(target -> target.spec().targetId())
                .filter(id -> !named.contains(id))
                .toList();
    }

    private Uni<Boolean> remove(List<String> targetIds) {
        return Multi.createFrom()
                .iterable(targetIds)
                .onItem()
                .transformToUniAndConcatenate(this::remove)
                .collect()
                .asList()
                .map(gone -> gone.stream().allMatch(Boolean::booleanValue));
    }

    private Uni<Boolean> remove(String targetId) {
        return registry.remove(targetId).chain(removal -> switch (removal) {
            case Removed _, Unknown _ -> Uni.createFrom().item(true);
            case Busy _ -> registry.drain(targetId, null).replaceWith(false);
        });
    }

    private Uni<Void> put(List<TargetSpec> configured) {
        return Multi.createFrom()
                .iterable(configured)
                .onItem()
                .transformToUniAndConcatenate(spec -> registry.put(spec, Origin.CONFIGURATION))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
