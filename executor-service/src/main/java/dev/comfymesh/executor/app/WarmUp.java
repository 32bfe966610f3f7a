package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Submission;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs a graph once on a node that was started, so that the first attempt finds its models loaded. The run has the same id
 * each time, so a node that still knows it needs none; it never begins while an attempt is there, and that it fails is only a
 * warning.
 */
final class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private final String targetId;
    private final Graph graph;
    private final UUID run;
    private final Supplier<NodeClient> node;
    private final BooleanSupplier idle;
    private final Loops.Running loop;
    private volatile boolean wanted;

    // The loop's alone.
    private boolean sent;

    WarmUp(Ports ports, String targetId, Graph graph, Supplier<NodeClient> node, BooleanSupplier idle) {
        this.targetId = targetId;
        this.run = UUID.nameUUIDFromBytes(("warm-up of " + targetId + ": " + graph).getBytes(StandardCharsets.UTF_8));
        this.graph = graph.preparedFor(run, 0);
        this.node = node;
        this.idle = idle;
        this.loop = ports.loops().start("warm-up of " + targetId, ports.pace().poll(), this::step);
    }

    /** The node greeted us: it may have been started anew. */
    void greeted() {
        wanted = true;
        loop.wake();
    }

    void stop() {
        loop.stop();
    }

    private Uni<Boolean> step() {
        return wanted ? node.get().look(run).chain(this::seen) : rest();
    }

    private Uni<Boolean> seen(Sighting sighting) {
        return switch (sighting) {
            case Sighting.Absent _ -> sent ? over("The node lost the warm-up of %s") : send();
            case Sighting.Finished _ -> over(sent ? "The warm-up of %s is done" : "%s is warm");
            case Sighting.Broke(var error) -> failed(error.toString());
            case Sighting.Interrupted _ -> failed("it was interrupted");
            case Sighting.Pending _, Sighting.Running _, Sighting.Refused _, Sighting.Silent _ -> rest();
        };
    }

    private Uni<Boolean> send() {
        return idle.getAsBoolean() ? node.get().warmUp(run, graph).chain(this::sent) : rest();
    }

    private Uni<Boolean> sent(Submission submission) {
        return switch (submission) {
            case Submission.Accepted _ -> {
                sent = true;
                yield rest();
            }
            case Submission.Refused(var refusal, var _) -> failed(refusal.toString());
            case Submission.Unreachable(var cause) -> failed(cause);
            case Submission.Unknown _ -> rest();
        };
    }

    private Uni<Boolean> failed(String cause) {
        LOG.warnf("The warm-up of %s failed: %s", targetId, cause);
        return over("%s goes on without");
    }

    private Uni<Boolean> over(String outcome) {
        LOG.infof(outcome, targetId);
        wanted = false;
        sent = false;
        return rest();
    }

    private static Uni<Boolean> rest() {
        return Uni.createFrom().item(false);
    }
}
