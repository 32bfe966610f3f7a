package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.comfymesh.router.app.StoredTarget.Origin;
import dev.comfymesh.router.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
    void drainsWhatVanishedWhileSomethingLivesThereAndRemovesItLater() {
        agree(spec("a"), spec("b"));
        registry.busy.add("a");

        assertThat(agree(spec("b"))).isFalse();
        assertThat(registry.targets).containsKey("a");
        assertThat(registry.drained).containsExactly("a");

        registry.busy.clear();
        assertThat(agree(spec("b"))).isTrue();
        assertThat(registry.targets).containsOnlyKeys("b");
    }

    @Test
    void leavesAloneWhatWasDefinedByRest() {
        registry.put(spec("manual"), Origin.REST).await().indefinitely();

        agree(spec("a"));

        assertThat(registry.targets).containsOnlyKeys("a", "manual");
    }

    @CanIgnoreReturnValue
    private boolean agree(TargetSpec... configured) {
        return targets.agree(List.of(configured)).await().indefinitely();
    }

    private static TargetSpec spec(String id) {
        return TargetSpec.node(id, "http://" + id, 2, 0);
    }

    /** A registry in memory. */
    private static final class Registry implements TargetRegistry {
        private final Map<String, StoredTarget> targets = new TreeMap<>();
        private final Set<String> busy = new HashSet<>();
        private final Set<String> drained = new HashSet<>();

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
            targets.put(spec.targetId(), new StoredTarget(spec, origin, false, null, Standing.CLEAN, null, null));
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Removal> remove(String targetId) {
            if (busy.contains(targetId)) {
                return Uni.createFrom().item(new Removal.Busy(1));
            }
            return Uni.createFrom()
                    .item(targets.remove(targetId) == null ? new Removal.Unknown() : new Removal.Removed());
        }

        @Override
        public Uni<Map<String, Integer>> living() {
            throw new UnsupportedOperationException("no test needs it");
        }

        @Override
        public Uni<Boolean> drain(String targetId, @Nullable Instant revokeAt) {
            drained.add(targetId);
            return Uni.createFrom().item(true);
        }

        @Override
        public Uni<Boolean> cordon(String targetId, boolean cordoned) {
            throw new UnsupportedOperationException("no test needs it");
        }
    }
}
