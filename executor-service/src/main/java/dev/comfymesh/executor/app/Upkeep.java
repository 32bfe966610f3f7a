package dev.comfymesh.executor.app;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps the object store free of what nobody needs: outputs that are not delivered, and unfinished files. */
public final class Upkeep {
    private static final Duration PERIOD = Duration.ofHours(1);

    private final RemoveOutputs outputs;
    private final ArtifactStore artifacts;
    private final Loops loops;
    private final Clock clock;
    private Loops.@Nullable Running removing;
    private Loops.@Nullable Running tidying;

    public Upkeep(RemoveOutputs outputs, ArtifactStore artifacts, Loops loops, Clock clock) {
        this.outputs = outputs;
        this.artifacts = artifacts;
        this.loops = loops;
        this.clock = clock;
    }

    public void start() {
        removing = loops.start("old outputs", PERIOD, () -> outputs.remove(clock.instant()));
        tidying = loops.start("unfinished files", PERIOD, this::tidy);
    }

    public void stop() {
        if (removing != null && tidying != null) {
            removing.stop();
            tidying.stop();
        }
    }

    private Uni<Boolean> tidy() {
        return artifacts.discardLeftovers(clock.instant().minus(PERIOD)).replaceWith(false);
    }
}
