package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the mesh what is seen of one target when it changed, and that it did not every now and then; within a tenure each
 * observation has a higher number than the last.
 */
final class Bulletin {
    private final Ports ports;
    private final Tenure tenure;
    private long number;
    private volatile @Nullable TargetObserved last;

    Bulletin(Ports ports, Tenure tenure) {
        this.ports = ports;
        this.tenure = tenure;
    }

    @Nullable
    TargetObserved last() {
        return last;
    }

    Uni<Void> tell(
            TargetHealth health,
            TargetObserved.Queue queue,
            TargetObserved.Vram vram,
            @Nullable String catalogueDigest,
            TargetObserved.@Nullable Machine machine) {
        var seen = ports.agents()
                .completed(new TargetObserved(
                        tenure.targetId(),
                        ports.clock().instant(),
                        tenure.epoch(),
                        number + 1,
                        health,
                        queue,
                        vram,
                        List.of(),
                        catalogueDigest,
                        machine,
                        null,
                        null));
        if (!worthTelling(seen)) {
            return Uni.createFrom().voidItem();
        }
        number++;
        return ports.observed()
                .save(tenure, seen)
                .chain(() -> ports.observations().publish(seen))
                .invoke(() -> {
                    last = seen;
                    ports.tally().observed(seen);
                });
    }

    private boolean worthTelling(TargetObserved seen) {
        var before = last;
        return before == null
                || before.health() != seen.health()
                || !before.queue().equals(seen.queue())
                || !Objects.equals(before.files(), seen.files())
                || !Objects.equals(before.machine(), seen.machine())
                || !Optional.ofNullable(before.catalogueDigest()).equals(Optional.ofNullable(seen.catalogueDigest()))
                || !seen.at().isBefore(before.at().plus(ports.pace().restate()));
    }
}
