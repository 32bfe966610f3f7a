package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.StopReason;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteMove;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Sought;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings one attempt at a provider to its end, a step at a time. It is submitted once: that it is about to be stands in the table
 * before, and what the provider calls the run right after. From there on it is followed, by whoever owns the target, until the
 * provider says that it is over and what it costs: one that is not wanted any more as well.
 */
final class ProviderRun implements Run {
    private static final Logger LOG = Logger.getLogger(ProviderRun.class);
    private static final int HUNDRED = 100;

    /** No attempt is given so long to be started. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Ports ports;
    private final ProviderPorts abroad;
    private final Tenure tenure;
    private final ProviderSite site;
    private final HeldAttempt held;
    private final ProviderWork work;
    private final ProviderOutputs outputs;
    private final Loops.Running loop;

    // Set by whoever hears of the run, too.
    private volatile Instant lookAgain = Instant.MIN;

    private volatile boolean waitsForItsTurn;

    // The loop's alone.
    private Instant followedSince;
    private @Nullable String unstored;
    private RemoteRun.@Nullable Finished finished;
    private Instant cancelAgain = Instant.MIN;
    private int cancels;

    ProviderRun(Ports ports, ProviderPorts abroad, Tenure tenure, ProviderSite site, Attempt attempt) {
        this.ports = ports;
        this.abroad = abroad;
        this.tenure = tenure;
        this.site = site;
        this.followedSince = ports.clock().instant();
        this.held = new HeldAttempt(ports, tenure, attempt);
        this.work = new ProviderWork(ports, abroad.hooks(), attempt.assignment());
        this.outputs = new ProviderOutputs(ports, attempt.assignment());
        this.loop = ports.loops().start("attempt " + attempt.id(), ports.pace().poll(), this::step);
        loop.wake();
    }

    @Override
    public Attempt attempt() {
        return held.current();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public void notice(Attempt.Stop wish) {
        if (held.notice(wish)) {
            heard();
        }
    }

    /** Something was told of the run: that is a reason to look. */
    void heard() {
        lookAgain = Instant.MIN;
        loop.wake();
    }

    /** Somebody else has left the door. */
    void comeIn() {
        if (waitsForItsTurn) {
            waitsForItsTurn = false;
            loop.wake();
        }
    }

    private Uni<Boolean> step() {
        if (!attempt().state().live()) {
            loop.stop();
            site.ended(this);
            return rest();
        }
        var account = site.account().orElse(null);
        if (account == null) {
            return attempt().state() == AttemptState.ASSIGNED ? endUnset() : rest();
        }
        if (!ports.tenures().mayAct(tenure)) {
            return rest();
        }
        return attempt().state() == AttemptState.ASSIGNED ? begin(account) : goAfterIt(account);
    }

    private Uni<Boolean> endUnset() {
        return end(Ending.Failed.unstarted(
                FailureClass.ACCOUNT_REFUSED, "The account with the provider is not set up; nothing was started."));
    }

    private Uni<Boolean> begin(ProviderAccount account) {
        var objection = site.objection();
        if (objection.isPresent()) {
            return end(objection.get());
        }
        if (now().isAfter(attempt().assignment().startBy())) {
            return end(Ending.Failed.unstarted(FailureClass.NOT_STARTED, "It was too late to start the run."));
        }
        return work.gather(account, () -> submitInTurn(account), this::end);
    }

    private Uni<Boolean> submitInTurn(ProviderAccount account) {
        waitsForItsTurn = !site.enter();
        return waitsForItsTurn
                ? rest()
                : held.beginSubmit()
                        .chain(workflow ->
                                workflow.map(graph -> submit(account, graph)).orElseGet(this::notOurs))
                        .eventually(site::leave);
    }

    /** Somebody else ended or began it, or it cannot be begun yet. */
    private Uni<Boolean> notOurs() {
        return attempt().state() == AttemptState.ASSIGNED ? rest() : goOn();
    }

    private Uni<Boolean> submit(ProviderAccount account, Graph workflow) {
        if (!ports.tenures().mayAct(tenure)) {
            return end(Ending.Failed.unstarted(
                    FailureClass.NOT_STARTED, "The target changed hands; nothing was started."));
        }
        return switch (work.draft(account, workflow, now())) {
            case ProviderWork.Draft.Ready(var commission) -> {
                followedSince = now();
                yield account.provider().submit(commission).chain(this::submitted);
            }
            case ProviderWork.Draft.Impossible(var ending) -> end(ending);
        };
    }

    private Uni<Boolean> submitted(Handover handover) {
        return switch (handover) {
            case Handover.Taken(var remoteId) -> {
                site.answered();
                yield remember(remoteId);
            }
            case Handover.Ended(var run) -> {
                site.answered();
                yield seen(run);
            }
            case Handover.Declined(var fault, var detail) -> {
                if (fault == ProviderFault.ACCOUNT) {
                    LOG.errorf("The provider refuses the account of target %s: %s", tenure.targetId(), detail);
                    site.refused();
                } else {
                    site.answered();
                }
                yield end(Ending.Failed.unstarted(fault.failure(), detail));
            }
            case Handover.Throttled(var pause) -> {
                site.throttled(pause);
                yield end(Ending.Failed.unstarted(
                        FailureClass.NOT_STARTED, "The provider takes no more for now; nothing was started."));
            }
            case Handover.Unreachable(var cause) -> {
                LOG.warnf(
                        "Target %s cannot be reached to submit %s: %s",
                        tenure.targetId(), attempt().id(), cause);
                site.unanswered();
                yield end(Ending.Failed.unstarted(
                        FailureClass.UNREACHABLE, "The provider could not be reached; nothing was started."));
            }
            case Handover.Unknown(var cause) -> {
                LOG.warnf(
                        "Target %s gave no answer to the submit of %s, which may be running: %s",
                        tenure.targetId(), attempt().id(), cause);
                site.unanswered();
                lookLater();
                yield rest();
            }
        };
    }

    /** Before anything else: without it nobody finds the run again. */
    private Uni<Boolean> remember(String remoteId) {
        unstored = remoteId;
        return ports.attempts()
                .remember(attempt().id(), remoteId)
                .invoke(stored -> {
                    held.knownAs(stored);
                    unstored = null;
                    lookLater();
                })
                .chain(ProviderRun::rest);
    }

    private Uni<Boolean> goAfterIt(ProviderAccount account) {
        var found = unstored;
        if (found != null) {
            return remember(found);
        }
        var run = finished;
        if (run != null) {
            return fetch(account, run);
        }
        var lastResort = RemoteMove.lastResort(attempt(), abroad.overdueFor(), now());
        if (lastResort.isPresent()) {
            return end(lastResort.get());
        }
        if (now().isBefore(lookAgain)) {
            return rest();
        }
        lookLater();
        var remoteId = attempt().remoteId();
        return remoteId == null ? seek(account) : follow(account, remoteId);
    }

    /** What the provider calls the run may have been told to somebody else, or the provider can be asked for it. */
    private Uni<Boolean> seek(ProviderAccount account) {
        return held.reload()
                .chain(() -> !attempt().state().live() || attempt().remoteId() != null
                        ? goOn()
                        : work.gather(account, () -> find(account), _ -> rest()));
    }

    private Uni<Boolean> find(ProviderAccount account) {
        return ports.attempts()
                .graph(attempt().assignment().digest())
                .map(workflow -> work.draft(account, workflow, now()))
                .chain(draft -> switch (draft) {
                    case ProviderWork.Draft.Ready(var commission) ->
                        account.provider()
                                .find(
                                        commission,
                                        attempt().assignment().startBy().minus(LONGEST_WAIT))
                                .chain(this::sought);
                    case ProviderWork.Draft.Impossible _ -> rest();
                });
    }

    private Uni<Boolean> sought(Sought sought) {
        return switch (sought) {
            case Sought.Found(var remoteId) -> remember(remoteId);
            case Sought.NotThere _, Sought.Nameless _, Sought.Unsearchable _, Sought.Silent _ -> rest();
        };
    }

    private Uni<Boolean> follow(ProviderAccount account, String remoteId) {
        var overdue = !now().isBefore(attempt().assignment().endBy());
        if (overdue && attempt().stop() == null) {
            return held.askToStop(new Attempt.Stop(StopReason.OVERDUE, now())).chain(() -> {
                heard();
                return rest();
            });
        }
        return cancelIfUnwanted(account, remoteId)
                .chain(() -> account.provider().look(remoteId))
                .chain(this::seen);
    }

    /** Again and again, for it may be lost or ignored, until the provider says that the run is over. */
    private Uni<Void> cancelIfUnwanted(ProviderAccount account, String remoteId) {
        if (attempt().stop() == null || now().isBefore(cancelAgain)) {
            return Uni.createFrom().voidItem();
        }
        cancelAgain = now().plus(abroad.looks().pauseAfter(cancels));
        cancels++;
        return account.provider().cancel(remoteId);
    }

    private Uni<Boolean> seen(RemoteRun run) {
        switch (run) {
            case RemoteRun.Silent _ -> site.unanswered();
            case RemoteRun.Throttled(var pause) -> lookAgain = now().plus(pause);
            case RemoteRun.Waiting _, RemoteRun.Working _, RemoteRun.Absent _, RemoteRun.Over _ -> site.answered();
        }
        return switch (RemoteMove.after(run, attempt())) {
            case RemoteMove.Wait _ -> rest();
            case RemoteMove.Start(var fraction) -> going(fraction);
            case RemoteMove.Collect(var success) -> {
                finished = success;
                yield goOn();
            }
            case RemoteMove.End(var ending) -> end(ending);
        };
    }

    private Uni<Boolean> going(double fraction) {
        tell(fraction);
        return held.startIsUnstated() ? held.stateStart().chain(ProviderRun::rest) : rest();
    }

    private void tell(double fraction) {
        var account = site.account();
        if (fraction > 0 && account.isPresent()) {
            var order = attempt().assignment();
            ports.notes()
                    .send(new AttemptProgress(
                            order.jobId(),
                            order.candidateId(),
                            order.attemptId(),
                            account.get().word(),
                            (int) Math.round(fraction * HUNDRED),
                            HUNDRED,
                            Math.min(1, fraction)));
        }
    }

    private Uni<Boolean> fetch(ProviderAccount account, RemoteRun.Finished run) {
        return outputs.fetch(account.provider(), run).chain(next -> switch (next) {
            case RunOutputs.Next.More _ -> goOn();
            case RunOutputs.Next.Later _ -> rest();
            case RunOutputs.Next.Over(var ending) -> end(ending);
        });
    }

    private Uni<Boolean> end(Ending ending) {
        return held.end(ending).chain(ProviderRun::goOn);
    }

    private void lookLater() {
        var pause = abroad.looks().pause(Duration.between(followedSince, now()), site.running());
        lookAgain = now().plus(pause);
        loop.wakeIn(pause);
    }

    private Instant now() {
        return ports.clock().instant();
    }

    private static Uni<Boolean> goOn() {
        return Uni.createFrom().item(true);
    }

    private static Uni<Boolean> rest() {
        return Uni.createFrom().item(false);
    }
}
