package dev.comfymesh.ingest.app.workflow;

import dev.comfymesh.ingest.app.workflow.WorkflowShelf.Content;
import dev.comfymesh.ingest.domain.workflow.Environment;
import dev.comfymesh.ingest.domain.workflow.Release;
import dev.comfymesh.ingest.domain.workflow.Release.Action;
import dev.comfymesh.ingest.domain.workflow.Releases;
import dev.comfymesh.ingest.domain.workflow.WorkflowRef;
import dev.comfymesh.ingest.domain.workflow.WorkflowVersion;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Makes an environment run another version. Of two who do so at once, one is told that the other came first. */
public final class ReleaseWorkflow {
    private final WorkflowShelf shelf;
    private final Clock clock;

    public ReleaseWorkflow(WorkflowShelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** How it ended. */
    public sealed interface Releasing {
        record Released(Release release) implements Releasing {}

        /** There is no such workflow or version, or the environment to promote from runs none. */
        record UnknownVersion(WorkflowRef ref) implements Releasing {}

        /** The environment has never run another version. */
        record NothingBefore() implements Releasing {}

        /** Somebody else has released at this moment. */
        record Overtaken() implements Releasing {}
    }

    /** Lets the environment run what {@code source} means now. */
    public Uni<Releasing> release(String tenantId, WorkflowRef source, Environment environment, String by) {
        var action = source instanceof WorkflowRef.Released ? Action.PROMOTE : Action.PIN;
        return shelf.read(tenantId, source)
                .chain(found -> found.map(Content::version)
                        .map(version -> add(tenantId, version, environment, action, by))
                        .orElseGet(() -> Uni.createFrom().item(new Releasing.UnknownVersion(source))));
    }

    /** Lets the environment run what it ran before. */
    public Uni<Releasing> rollBack(String tenantId, String name, Environment environment, String by) {
        return shelf.releases(tenantId, name, environment).chain(known -> {
            var before = known.before();
            return before.isEmpty()
                    ? Uni.createFrom().item(new Releasing.NothingBefore())
                    : add(tenantId, known, version(known, before.getAsInt()), environment, Action.ROLL_BACK, by);
        });
    }

    private record Version(String name, int number, String digest) {}

    private static Version version(Releases known, int number) {
        return known.all().stream()
                .filter(release -> release.version() == number)
                .findFirst()
                .map(release -> new Version(release.name(), number, release.digest()))
                .orElseThrow();
    }

    private Uni<Releasing> add(
            String tenantId, WorkflowVersion version, Environment environment, Action action, String by) {
        return shelf.releases(tenantId, version.name(), environment)
                .chain(known -> add(
                        tenantId,
                        known,
                        new Version(version.name(), version.number(), version.digest()),
                        environment,
                        action,
                        by));
    }

    private Uni<Releasing> add(
            String tenantId, Releases known, Version version, Environment environment, Action action, String by) {
        var next = new Release(
                version.name(),
                environment,
                known.nextNumber(),
                action,
                version.number(),
                version.digest(),
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return shelf.release(tenantId, next)
                .map(added -> added ? new Releasing.Released(next) : new Releasing.Overtaken());
    }
}
