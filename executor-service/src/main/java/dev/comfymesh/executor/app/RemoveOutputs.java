package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.OutputKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Removes outputs that are not delivered: those of failed attempts soon, those that were not selected later. */
public final class RemoveOutputs {
    private final OldOutputs old;
    private final ArtifactStore artifacts;
    private final Duration keepFailed;
    private final Duration keepUnselected;

    public RemoveOutputs(OldOutputs old, ArtifactStore artifacts, Duration keepFailed, Duration keepUnselected) {
        this.old = old;
        this.artifacts = artifacts;
        this.keepFailed = keepFailed;
        this.keepUnselected = keepUnselected;
    }

    /** Removes some; answers whether there may be more. The rows say so only when the objects are gone. */
    public Uni<Boolean> remove(Instant now) {
        return ofFailed(now.minus(keepFailed))
                .chain(failed -> unselected(now.minus(keepUnselected)).map(unselected -> failed || unselected));
    }

    private Uni<Boolean> ofFailed(Instant before) {
        return old.ofFailedBefore(before)
                .chain(outputs -> removed(outputs)
                        .chain(() -> old.removedOfAttempts(
                                outputs.stream().map(OutputKeys::attemptId).toList()))
                        .replaceWith(!outputs.isEmpty()));
    }

    private Uni<Boolean> unselected(Instant before) {
        return old.jobsSettledBefore(before)
                .chain(jobs -> old.unselected(jobs)
                        .chain(this::removed)
                        .chain(() -> old.removedOfJobs(jobs))
                        .replaceWith(!jobs.isEmpty()));
    }

    private Uni<Void> removed(List<OutputKeys> outputs) {
        return Multi.createFrom()
                .iterable(outputs)
                .onItem()
                .transformToUniAndConcatenate(artifacts::remove)
                .toUni();
    }
}
