package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.app.StoredTarget.Origin;
import dev.comfymesh.router.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DefineTargetsTest {
    private final Registry registry = new Registry();
    private final DefineTargets targets = new DefineTargets(registry);

    @Test
    void definesWhatIsConfigured() {
        agree(spec("a"), spec("b"));

        assertThat(registry.targets).containsOnlyKeys("a", "b");
    }

    @Test
    void removesWhatVanishedFromTheConfiguration() {
        agree(spec("a"), spec("b"));

        agree(spec("b"));

        assertThat(registry.targets).containsOnlyKeys("b");
    }

    @Test
    void leavesAloneWhatWasDefinedByRest() {
        registry.put(spec("manual"), Origin.REST).await().indefinitely();

        agree(spec("a"));

        assertThat(registry.targets).containsOnlyKeys("a", "manual");
    }

    private void agree(TargetSpec... configured) {
        targets.agree(List.of(configured)).await().indefinitely();
    }

    private static TargetSpec spec(String id) {
        return new TargetSpec(id, TargetKind.NODE, TargetContract.GRAPH, "http://" + id, 2, 0);
    }

    /** A registry in memory. */
    private static final class Registry implements TargetRegistry {
        private final Map<String, StoredTarget> targets = new TreeMap<>();

        @Override
        public Uni<List<StoredTarget>> all() {
            return Uni.createFrom().item(List.copyOf(targets.values()));
        }

        @Override
        public Uni<Optional<StoredTarget>> find(String targetId) {
            return Uni.createFrom().item(Optional.ofNullable(targets.get(targetId)));
        }

        @Override
        public Uni<Void> put(TargetSpec spec, Origin origin) {
            targets.put(spec.targetId(), new StoredTarget(spec, origin, false, Standing.CLEAN, null, null));
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Boolean> remove(String targetId) {
            return Uni.createFrom().item(targets.remove(targetId) != null);
        }

        @Override
        public Uni<Boolean> cordon(String targetId, boolean cordoned) {
            throw new UnsupportedOperationException("no test needs it");
        }
    }
}
