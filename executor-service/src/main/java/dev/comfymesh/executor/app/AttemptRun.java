package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Move;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Sign;
import dev.comfymesh.executor.domain.Submission;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings one attempt to its end, a step at a time. That it is sent stands in the table before it is, so whoever takes over
 * goes on from there and asks the node for the rest; nothing but a look at the node decides how a run ended.
 */
final class AttemptRun implements Run {
    private static final Logger LOG = Logger.getLogger(AttemptRun.class);

    private final Ports ports;
    private final Tenure tenure;
    private final Site site;
    private final HeldAttempt held;
    private final Instant begun;
    private final Loops.Running loop;
    private final RunNotes notes;
    private final RunInputs inputs;
    private final RunOutputs outputs;
    private final Lookout lookout;

    // The loop's alone.
    private @Nullable Graph graph;
    private @Nullable Graph refused;
    private @Nullable FinishedRun finished;

    AttemptRun(Ports ports, Tenure tenure, Site site, Attempt attempt) {
        this.ports = ports;
        this.tenure = tenure;
        this.site = site;
        this.held = new HeldAttempt(ports, tenure, attempt);
        this.begun = ports.clock().instant();
        this.lookout = new Lookout(ports, attempt);
        this.notes = new RunNotes(attempt.assignment(), ports);
        this.inputs = new RunInputs(ports.inputs(), attempt.assignment());
        this.outputs = new RunOutputs(ports, attempt.assignment());
        this.loop = ports.loops().start("attempt " + attempt.id(), ports.pace().poll(), this::step);
        loop.wake();
    }

    @Override
    public Attempt attempt() {
        return held.current();
    }

    RunNotes notes() {
        return notes;
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public void notice(Attempt.Stop wish) {
        if (held.notice(wish)) {
            loop.wake();
        }
    }

    void stirred() {
        hear(Sign.HEARD_PROGRESS);
    }

    void heardStart() {
        hear(Sign.HEARD_START);
    }

    void heardEnd() {
        hear(Sign.HEARD_END);
    }

    /** Its node can be heard, maybe again. */
    void heardAgain() {
        hear(Sign.HEARD_AGAIN);
        loop.wake(); // not sent yet, it may have waited for this
    }

    private void hear(Sign sign) {
        switch (lookout.heard(sign)) {
            case REST -> {}
            case LOOK -> loop.wake();
            case STATE_START -> noteStart();
            case COLLECT, INTERRUPT, END -> throw new IllegalStateException("no more than a look follows " + sign);
        }
    }

    /** A run that ends at once has its start stated with its end: that is half the work for everybody. */
    private void noteStart() {
        held.started(ports.clock().instant());
        loop.wakeIn(ports.pace().settling());
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
        return attempt().state() == AttemptState.ASSIGNED ? begin() : goAfterIt();
    }

    private Uni<Boolean> goAfterIt() {
        var again = refused;
        if (again != null) {
            return inputs.stage(site.node(), () -> submit(again), this::end);
        }
        var run = finished;
        return known().chain(workflow -> run == null ? follow(workflow) : fetch(workflow, run));
    }

    static Ending.Failed targetRemoved() {
        return Ending.Failed.unstarted(FailureClass.NOT_STARTED, "The target was removed before the run was started.");
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
                : ports.attempts().graph(attempt().assignment().digest()).invoke(this::know);
    }

    private void know(Graph workflow) {
        graph = workflow;
        notes.begin(workflow);
    }

    private Uni<Boolean> begin() {
        if (!site.takesMore()) {
            return end(targetRemoved());
        }
        var now = ports.clock().instant();
        if (now.isAfter(attempt().assignment().startBy())) {
            return end(Ending.Failed.unstarted(FailureClass.NOT_STARTED, "It was too late to start the run."));
        }
        if (!site.hearing(tenure.clientId())
                && now.isBefore(begun.plus(ports.pace().greeting()))) {
            return rest();
        }
        return inputs.stage(
                site.node(),
                () -> held.beginSubmit()
                        .chain(workflow -> workflow.map(this::submit).orElseGet(this::notOurs)),
                this::end);
    }

    /** Somebody else ended or began it, or it cannot be begun yet. */
    private Uni<Boolean> notOurs() {
        return attempt().state() == AttemptState.ASSIGNED ? rest() : goOn();
    }

    private Uni<Boolean> submit(Graph workflow) {
        know(workflow);
        if (!ports.tenures().mayAct(tenure)) {
            return rest();
        }
        refused = null;
        var order = attempt().assignment();
        var prepared = inputs.bind(workflow.preparedFor(order.attemptId(), order.seed()));
        return site.makeRoom(workflow)
                .chain(() -> site.node().submit(order, tenure.clientId(), prepared))
                .chain(answer -> submitted(answer, workflow));
    }

    private Uni<Boolean> submitted(Submission submission, Graph workflow) {
        return switch (submission) {
            case Submission.Accepted _ -> {
                hear(Sign.TAKEN);
                lookout.lookLater();
                yield rest();
            }
            case Submission.Refused(var refusal, var queued)
            when !queued && inputs.lost(refusal, workflow) -> {
                refused = workflow; // nothing was started
                yield goOn();
            }
            case Submission.Refused(var refusal, var queued) ->
                (queued ? site.node().cancel(attempt().id()) : Uni.createFrom().voidItem())
                        .chain(() -> end(refusal.ending(workflow)));
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
                hear(Sign.UNANSWERED);
                yield rest();
            }
        };
    }

    private Uni<Boolean> follow(Graph workflow) {
        var client = attempt().clientId();
        if (client == null || !site.hearing(client)) {
            lookout.excuse();
        }
        if (attempt().stop() == null && !lookout.heardEnd() && !lookout.lookIsDue()) {
            return startIsDue() ? stateStart() : rest();
        }
        lookout.lookLater();
        var cancelled = attempt().stop() == null
                ? Uni.createFrom().voidItem()
                : site.node().cancel(attempt().id());
        return cancelled.chain(() -> site.node().look(attempt().id())).chain(sighting -> seen(sighting, workflow));
    }

    private boolean startIsDue() {
        return held.unstatedStart()
                .filter(start -> !ports.clock()
                        .instant()
                        .isBefore(start.plus(ports.pace().settling())))
                .isPresent();
    }

    private Uni<Boolean> stateStart() {
        return held.stateStart().map(_ -> lookout.heardEnd());
    }

    private Uni<Boolean> seen(Sighting sighting, Graph workflow) {
        return switch (lookout.saw(attempt(), workflow, sighting)) {
            case Move.Wait _ -> waitForIt();
            case Move.Start _ -> lookout.heardEnd() || !held.startIsUnstated() ? waitForIt() : stateStart();
            case Move.Collect(var run) -> collect(run);
            case Move.Stop(var reason) ->
                held.askToStop(new Attempt.Stop(reason, ports.clock().instant()))
                        .chain(AttemptRun::goOn);
            case Move.End(var ending) -> end(ending);
        };
    }

    private Uni<Boolean> waitForIt() {
        lookout.quickLook().ifPresent(loop::wakeIn);
        return rest();
    }

    private Uni<Boolean> collect(FinishedRun run) {
        var client = attempt().clientId();
        if (!lookout.heardEnd() && client != null) {
            site.unheard(client);
        }
        finished = run;
        return goAfterIt();
    }

    private Uni<Boolean> fetch(Graph workflow, FinishedRun run) {
        return outputs.fetch(site.node(), workflow, run).chain(next -> switch (next) {
            case RunOutputs.Next.More _ -> goOn();
            case RunOutputs.Next.Later _ -> rest();
            case RunOutputs.Next.Over(var ending) -> end(ending);
        });
    }

    private Uni<Boolean> end(Ending ending) {
        var outOfMemory = ending instanceof Ending.Failed failed && failed.failure() == FailureClass.OUT_OF_MEMORY;
        return (outOfMemory ? site.node().freeMemory() : Uni.createFrom().voidItem())
                .chain(() -> held.end(ending))
                .chain(AttemptRun::goOn);
    }

    private static Uni<Boolean> goOn() {
        return Uni.createFrom().item(true);
    }

    private static Uni<Boolean> rest() {
        return Uni.createFrom().item(false);
    }
}
