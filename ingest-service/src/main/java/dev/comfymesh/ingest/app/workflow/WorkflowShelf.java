package dev.comfymesh.ingest.app.workflow;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.ingest.domain.workflow.Environment;
import dev.comfymesh.ingest.domain.workflow.Release;
import dev.comfymesh.ingest.domain.workflow.Releases;
import dev.comfymesh.ingest.domain.workflow.WorkflowRef;
import dev.comfymesh.ingest.domain.workflow.WorkflowVersion;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workflows that tenants have saved; each tenant sees its own alone, and a version stays until its workflow is deleted. */
@CheckReturnValue
public interface WorkflowShelf {
    /** A graph to be kept under a name, as canonical JSON. */
    record NewVersion(
            String name, @Nullable String description, String message, String digest, String graph, String savedBy) {}

    /** How saving ended. */
    sealed interface Saving {
        record Saved(WorkflowVersion version) implements Saving {}

        /** The very same graph was saved under this name before. */
        record Known(WorkflowVersion version) implements Saving {}

        /** The tenant has as many workflows, or this one as many versions, as may be. */
        record Full(String what, int most) implements Saving {}
    }

    /** A version with its graph. */
    record Content(WorkflowVersion version, String graph) {}

    /** Some of a list, and whether more follows. */
    record Page<T>(List<T> items, boolean more) {
        public Page {
            items = List.copyOf(items);
        }
    }

    Uni<Saving> save(String tenantId, NewVersion version);

    Uni<Optional<Workflow>> find(String tenantId, String name);

    /** By name, those after the given one; from the first one if it is empty. */
    Uni<Page<Workflow>> list(String tenantId, String after, int limit);

    /** The newest first, those before the given number. */
    Uni<Page<WorkflowVersion>> versions(String tenantId, String name, int before, int limit);

    /** What the name means at this moment. */
    Uni<Optional<Content>> read(String tenantId, WorkflowRef ref);

    /** All releases of an environment. */
    Uni<Releases> releases(String tenantId, String name, Environment environment);

    /** Adds a release; false if the environment has had one of this number already. */
    Uni<Boolean> release(String tenantId, Release next);

    /** Whether there was one; jobs that run it have a graph of their own. */
    Uni<Boolean> delete(String tenantId, String name);
}
