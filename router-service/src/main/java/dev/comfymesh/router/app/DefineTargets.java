package dev.comfymesh.router.app;

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

    public Uni<Void> agree(List<TargetSpec> configured) {
        return registry.all().chain(known -> remove(vanished(configured, known)).chain(() -> put(configured)));
    }

    private static List<String> vanished(List<TargetSpec> configured, List<StoredTarget> known) {
        var named = configured.stream().map(TargetSpec::targetId).collect(Collectors.toSet());
        return known.stream()
                .filter(target -> target.origin() == Origin.CONFIGURATION)
                .map(target -> target.spec().targetId())
                .filter(id -> !named.contains(id))
                .toList();
    }

    private Uni<Void> remove(List<String> targetIds) {
        return Multi.createFrom()
                .iterable(targetIds)
                .onItem()
                .transformToUniAndConcatenate(registry::remove)
                .collect()
                .last()
                .replaceWithVoid();
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
