package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Happening;
import dev.comfymesh.executor.domain.Harvest;
import dev.comfymesh.executor.domain.Move;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Submission;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.executor.domain.Watch;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings one attempt to its end, a step at a time. What a step did stands in the table before the next begins, so whoever
 * takes over goes on from there; nothing but a look at the node decides how a run ended.
 */
final class AttemptRun {
    private static final Logger LOG = Logger.getLogger(AttemptRun.class);

    private final Ports ports;
    private final Tenure tenure;
    private final Site site;
    private final HeldAttempt held;
    private final Instant begun;
    private final Loops.Running loop;
    private final RunNotes notes;
    private final AtomicReference<Watch> watch;

    // Written by the socket's thread, read by the loop's.
    private volatile boolean heardStart;
    private volatile boolean heardEnd;

    // The loop's alone.
    private @Nullable Graph graph;
    private int quickLooks;
    private int fetchRounds;

    /** What a run needs of the place where it runs. */
    interface Site {
        NodeClient node();

        /** Whether the node's events would reach us. */
        boolean hearing();

        void ended(AttemptRun run);
    }

    AttemptRun(Ports ports, Tenure tenure, Site site, Attempt attempt) {
        this.ports = ports;
        this.tenure = tenure;
        this.site = site;
        this.held = new HeldAttempt(ports, tenure, attempt);
        this.begun = ports.clock().instant();
        this.watch = new AtomicReference<>(Watch.from(begun));
        this.notes = new RunNotes(attempt.assignment(), ports.notes());
        this.loop = ports.loops().start("attempt " + attempt.id(), ports.pace().poll(), this::step);
        loop.wake();
    }

    Attempt attempt() {
        return held.current();
    }

    RunNotes notes() {
        return notes;
    }

    void wake() {
        loop.wake();
    }

    void stop() {
        loop.stop();
    }

    /** The attempt was asked to stop. */
    void notice(Attempt.Stop wish) {
        if (held.notice(wish)) {
            loop.wake();
        }
    }

    void stirred() {
        watch.updateAndGet(seen -> seen.stirred(ports.clock().instant()));
    }

    void heardStart() {
        stirred();
        heardStart = true;
        loop.wake();
    }

    void heardEnd() {
        heardEnd = true;
        quickLooks = 0;
        loop.wake();
    }

    private Uni<Boolean> step() {
        if (!attempt().state().live()) {
            loop.stop();
            site.ended(this);
            return rest();
        }
        if (!ports.tenures().mayAct(tenure)) {
            return rest();
        }
        return known().chain(workflow -> attempt().state() == AttemptState.ASSIGNED ? begin(workflow) : follow());
    }

    private Uni<Graph> known() {
        var loaded = graph;
        return loaded != null
                ? Uni.createFrom().item(loaded)
                : ports.attempts().graph(attempt().assignment().digest()).invoke(found -> {
                    graph = found;
                    notes.begin(found);
                });
    }

    private Uni<Boolean> begin(Graph workflow) {
        var now = ports.clock().instant();
        if (now.isAfter(attempt().assignment().startBy())) {
            return end(Ending.Failed.unstarted(FailureClass.NOT_STARTED, "It was too late to start the run."));
        }
        if (!site.hearing() && now.isBefore(begun.plus(ports.pace().greeting()))) {
            return rest();
        }
        return held.beginSubmit().chain(mine -> mine ? submit(workflow) : goOn());
    }

    private Uni<Boolean> submit(Graph workflow) {
        if (!ports.tenures().mayAct(tenure)) {
            return rest();
        }
        var prepared =
                workflow.preparedFor(attempt().id(), attempt().assignment().seed());
        return site.node()
                .submit(
                        attempt().id(),
                        tenure.clientId(),
                        prepared,
                        attempt().assignment().previews())
                .chain(this::submitted);
    }

    private Uni<Boolean> submitted(Submission submission) {
        return switch (submission) {
            case Submission.Accepted _ -> advance(heardStart ? Happening.STARTED : Happening.ACCEPTED);
            case Submission.Refused(var refusal, var queued) ->
                (queued ? site.node().cancel(attempt().id()) : Uni.createFrom().voidItem())
                        .chain(() -> end(refusal.ending()));
            case Submission.Unreachable(var cause) -> {
                LOG.warnf(
                        "Target %s cannot be reached to submit %s: %s",
                        tenure.targetId(), attempt().id(), cause);
                yield end(Ending.Failed.unstarted(
                        FailureClass.UNREACHABLE, "The target could not be reached; nothing was started."));
            }
            case Submission.Unknown(var cause) -> {
                LOG.warnf(
                        "Target %s gave no answer to the submit of %s and will be asked for it: %s",
                        tenure.targetId(), attempt().id(), cause);
                yield rest();
            }
        };
    }

    private Uni<Boolean> follow() {
        if (heardStart && held.canTake(Happening.STARTED)) {
            return advance(Happening.STARTED);
        }
        var cancelled = attempt().stop() == null
                ? Uni.createFrom().voidItem()
                : site.node().cancel(attempt().id());
        return cancelled.chain(() -> site.node().look(attempt().id())).chain(this::seen);
    }

    private Uni<Boolean> seen(Sighting sighting) {
        var now = ports.clock().instant();
        var latest = watch.updateAndGet(before -> before.after(sighting, now));
        return switch (ports.course().next(attempt(), latest, sighting, now)) {
            case Move.Wait _ -> waitForIt();
            case Move.Advance(var happening) -> advance(happening);
            case Move.Collect(var run) -> collect(run);
            case Move.Stop(var reason) ->
                held.askToStop(new Attempt.Stop(reason, now)).chain(AttemptRun::goOn);
            case Move.End(var ending) -> end(ending);
        };
    }

    /** A node tells the end of a run a moment before it can be asked for it. */
    private Uni<Boolean> waitForIt() {
        if (heardEnd) {
            quickLooks++;
            heardEnd = quickLooks < ports.pace().quickLooks();
            loop.wakeIn(ports.pace().quickLook().multipliedBy(quickLooks));
        }
        return rest();
    }

    private Uni<Boolean> collect(FinishedRun run) {
        var ready = attempt().state() == AttemptState.FETCHING
                ? Uni.createFrom().item(true)
                : held.take(Happening.FINISHED);
        return ready.chain(mine -> mine
                ? ports.outputs()
                        .collect(site.node(), attempt().assignment(), run)
                        .chain(harvest -> harvested(run, harvest))
                : goOn());
    }

    private Uni<Boolean> harvested(FinishedRun run, Harvest harvest) {
        return switch (harvest) {
            case Harvest.Stored(var artifacts) ->
                known().chain(workflow -> end(new Ending.Succeeded(artifacts, run.gpuMillis(), run.cached(workflow))));
            case Harvest.Unverifiable(var reason) ->
                end(new Ending.Failed(FailureClass.OUTPUT_UNVERIFIABLE, reason, run.gpuMillis()));
            case Harvest.Unavailable(var cause) -> {
                LOG.warnf(
                        "Target %s does not hand out the outputs of %s: %s",
                        tenure.targetId(), attempt().id(), cause);
                fetchRounds++;
                yield fetchRounds < ports.pace().fetchRounds()
                        ? rest()
                        : end(new Ending.Failed(
                                FailureClass.LOST,
                                "The run succeeded, but its outputs could not be read from the target.",
                                run.gpuMillis()));
            }
        };
    }

    private Uni<Boolean> end(Ending ending) {
        var outOfMemory = ending instanceof Ending.Failed failed && failed.failure() == FailureClass.OUT_OF_MEMORY;
        return (outOfMemory ? site.node().freeMemory() : Uni.createFrom().voidItem())
                .chain(() -> held.end(ending))
                .chain(AttemptRun::goOn);
    }

    private Uni<Boolean> advance(Happening happening) {
        return held.take(happening).map(_ -> heardEnd);
    }

    private static Uni<Boolean> goOn() {
        return Uni.createFrom().item(true);
    }

    private static Uni<Boolean> rest() {
        return Uni.createFrom().item(false);
    }
}
