package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Happening;
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
    private final RunOutputs outputs;
    private final AtomicReference<Watch> watch;

    // Written by the socket's thread, read by the loop's.
    private volatile boolean heardStart;
    private volatile boolean heardEnd;

    // The loop's alone.
    private @Nullable Graph graph;
    private int quickLooks;

    /** What a run needs of the place where it runs. */
    interface Site {
        NodeClient node();

        /** Whether the node's events for this client identity would reach us. */
        boolean hearing(String clientId);

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
        this.outputs = new RunOutputs(ports, attempt.assignment());
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
        var lastResort = ports.course().lastResort(attempt(), ports.clock().instant());
        if (lastResort.isPresent()) {
            return giveUp(lastResort.get());
        }
        return attempt().state() == AttemptState.ASSIGNED ? begin() : known().chain(this::follow);
    }

    /** States the ending first: the node may be what keeps us from it. */
    private Uni<Boolean> giveUp(Ending.Failed ending) {
        var sent = attempt().state() != AttemptState.ASSIGNED;
        return held.end(ending)
                .chain(() -> sent
                        ? site.node().cancel(attempt().id())
                        : Uni.createFrom().voidItem())
                .chain(AttemptRun::goOn);
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

    private Uni<Boolean> begin() {
        var now = ports.clock().instant();
        if (now.isAfter(attempt().assignment().startBy())) {
            return end(Ending.Failed.unstarted(FailureClass.NOT_STARTED, "It was too late to start the run."));
        }
        if (!site.hearing(tenure.clientId())
                && now.isBefore(begun.plus(ports.pace().greeting()))) {
            return rest();
        }
        return known().chain(workflow -> held.beginSubmit().chain(mine -> mine ? submit(workflow) : goOn()));
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

    private Uni<Boolean> follow(Graph workflow) {
        var client = attempt().clientId();
        if (client == null || !site.hearing(client)) {
            stirred(); // a run that we cannot hear is not to blame for its silence
        }
        if (heardStart && held.canTake(Happening.STARTED)) {
            return advance(Happening.STARTED);
        }
        var cancelled = attempt().stop() == null
                ? Uni.createFrom().voidItem()
                : site.node().cancel(attempt().id());
        return cancelled.chain(() -> site.node().look(attempt().id())).chain(sighting -> seen(workflow, sighting));
    }

    private Uni<Boolean> seen(Graph workflow, Sighting sighting) {
        var now = ports.clock().instant();
        var latest = watch.updateAndGet(before -> before.after(sighting, now));
        return switch (ports.course().next(attempt(), latest, sighting, now)) {
            case Move.Wait _ -> waitForIt();
            case Move.Advance(var happening) -> advance(happening);
            case Move.Collect(var run) -> collect(workflow, run);
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

    private Uni<Boolean> collect(Graph workflow, FinishedRun run) {
        var ready = attempt().state() == AttemptState.FETCHING
                ? Uni.createFrom().item(true)
                : held.take(Happening.FINISHED);
        return ready.chain(mine -> mine ? fetch(workflow, run) : goOn());
    }

    private Uni<Boolean> fetch(Graph workflow, FinishedRun run) {
        return outputs.fetch(site.node(), workflow, run)
                .chain(ending -> ending.map(this::end).orElseGet(AttemptRun::rest));
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
