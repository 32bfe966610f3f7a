package dev.comfymesh.router.app;

import static java.util.stream.Collectors.toSet;

import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.ModelFile;
import dev.comfymesh.router.domain.Target;
import dev.comfymesh.router.domain.Traits.Resident;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The models that our own nodes have at hand, as far as one can tell from what they were given to run: those of the latest
 * runs are still on the device, those of some more in the memory of the host. A node that went down has none.
 */
public final class ModelsAtHand {
    private static final Resident NOTHING = new Resident(Set.of(), Set.of());

    // What was loaded longer ago has made room for other files of the host.
    private static final Duration LATELY = Duration.ofHours(1);

    private final ExperienceStore store;
    private final Room room;
    // By target, the sets of models that runs needed together; the one used last comes first.
    private final Map<String, List<Set<ModelFile>>> used = new HashMap<>();
    private boolean unread = true;
    private boolean needed;

    /**
     * How much nodes are taken to keep.
     *
     * @param bytesPerRun what the models of a run take up on a device
     * @param runsOnHost the models of so many different runs stay in the memory of the host
     */
    public record Room(long bytesPerRun, int runsOnHost) {
        /** At least those of the run itself. */
        private int runsOnDevice(@Nullable Long deviceBytes) {
            return deviceBytes == null ? 1 : (int) Math.clamp(deviceBytes / bytesPerRun, 1, runsOnHost);
        }
    }

    public ModelsAtHand(ExperienceStore store, Room room) {
        this.store = store;
        this.room = room;
    }

    void forget() {
        unread = true;
    }

    /** Once, for a new holder of the lease: from then on it knows what it assigns. */
    Uni<Void> read(Instant now) {
        if (!unread) {
            return Uni.createFrom().voidItem();
        }
        unread = false;
        needed = false;
        used.clear();
        return store.usedModels(now.minus(LATELY))
                .invoke(lately -> lately.forEach(one -> use(one.targetId(), one.models())))
                .replaceWithVoid();
    }

    /** Answers whether that changes anything: as long as nobody needs models, nobody has to be told what is at hand. */
    boolean expect(Collection<Candidate> waiting) {
        if (needed
                || waiting.stream()
                        .allMatch(candidate -> candidate.job().needs().models().isEmpty())) {
            return false;
        }
        needed = true;
        return true;
    }

    /** A run there needs these: it will have them before it begins. Answers whether that changes anything. */
    boolean use(String targetId, Set<ModelFile> models) {
        if (models.isEmpty()) {
            return false;
        }
        var sets = used.computeIfAbsent(targetId, _ -> new ArrayList<>());
        if (!sets.isEmpty() && sets.getFirst().equals(models)) {
            return false;
        }
        sets.remove(models);
        sets.addFirst(models);
        if (sets.size() > room.runsOnHost()) {
            sets.removeLast();
        }
        return true;
    }

    /** Those that are not up lose what they had; those that are gone are forgotten. */
    void see(Collection<Target> targets) {
        var up = targets.stream()
                .filter(target ->
                        target.observation() != null && target.observation().health() == TargetHealth.UP)
                .map(Target::targetId)
                .collect(toSet());
        used.keySet().retainAll(up);
    }

    /** Null as long as nothing needs models. */
    @Nullable
    Resident of(String targetId, @Nullable Long deviceBytes) {
        if (!needed && used.isEmpty()) {
            return null;
        }
        var sets = used.get(targetId);
        if (sets == null) {
            return NOTHING;
        }
        var runsOnDevice = room.runsOnDevice(deviceBytes);
        var onDevice = together(sets, runsOnDevice);
        var onHost = together(sets, sets.size());
        return new Resident(onDevice, onHost, lastOf(sets, runsOnDevice), lastOf(sets, room.runsOnHost()));
    }

    private static Set<ModelFile> together(List<Set<ModelFile>> sets, int most) {
        var all = new HashSet<ModelFile>();
        sets.stream().limit(most).forEach(all::addAll);
        return all;
    }

    /** What only the last of so many needs: the next to come takes its place. */
    private static Set<ModelFile> lastOf(List<Set<ModelFile>> sets, int most) {
        if (sets.size() < most) {
            return Set.of();
        }
        var leaving = new HashSet<>(sets.get(most - 1));
        leaving.removeAll(together(sets, most - 1));
        return leaving;
    }
}
