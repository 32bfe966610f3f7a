package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.StopReason;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteMove;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Sought;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings one attempt at a provider to its end, a step at a time. It is submitted once: that it is about to be stands in the table
 * before, and what the provider calls the run right after. From there on it is followed, by whoever owns the target, until the
 * provider says that it is over and what it costs: one that is not wanted any more as well.
 */
final class ProviderRun implements Run {
    private static final Logger LOG = Logger.getLogger(ProviderRun.class);

    /** No submit is under way any more after this time: what a provider does not have then it never took. */
    private static final Duration CONCLUSIVE = Duration.ofMinutes(2);

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

    private final ProviderVisits visits;
    private volatile boolean waitsForItsTurn;

    // The loop's alone.
    private @Nullable String unstored;
    private RemoteRun.@Nullable Finished finished;

    ProviderRun(Ports ports, ProviderPorts abroad, Tenure tenure, ProviderSite site, Attempt attempt) {
        this.ports = ports;
        this.abroad = abroad;
        this.tenure = tenure;
        this.site = site;
        this.visits = new ProviderVisits(abroad.looks(), ports.clock());
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
        visits.atOnce();
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
        if (!ports.tenures().mayAct(tenure)) {
            return rest();
        }
        var account = site.account();
        return attempt().state() == AttemptState.ASSIGNED
                ? site.objection().map(this::end).orElseGet(() -> begin(account.orElseThrow()))
                : goAfterIt(account);
    }

    private Uni<Boolean> begin(ProviderAccount account) {
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
        return switch (work.draft(workflow, now())) {
            case ProviderWork.Draft.Ready(var commission) -> {
                yield account.provider()
                        .submit(commission)
                        .invoke(this::begun)
                        .chain(handover -> submitted(account, handover));
            }
            case ProviderWork.Draft.Impossible(var ending) -> end(ending);
        };
    }

    private Uni<Boolean> submitted(ProviderAccount account, Handover handover) {
        site.told(handover);
        return switch (handover) {
            case Handover.Taken(var remoteId) -> remember(remoteId);
            case Handover.Ended(var run) -> seen(account, run);
            case Handover.Declined(var fault, var detail) -> end(Ending.Failed.unstarted(fault.failure(), detail));
            case Handover.Throttled _ ->
                end(Ending.Failed.unstarted(
                        FailureClass.NOT_STARTED, "The provider takes no more for now; nothing was started."));
            case Handover.Unreachable _ ->
                end(Ending.Failed.unstarted(
                        FailureClass.UNREACHABLE, "The provider could not be reached; nothing was started."));
            case Handover.Unknown(var cause) -> {
                LOG.warnf(
                        "Nobody answered the submit of %s, which may be running: %s",
                        attempt().id(), cause);
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
                })
                .chain(ProviderRun::rest);
    }

    private Uni<Boolean> goAfterIt(Optional<ProviderAccount> account) {
        var found = unstored;
        if (found != null) {
            return remember(found);
        }
        var run = finished;
        var lastResort = run == null
                ? RemoteMove.lastResort(attempt(), abroad.overdueFor(), now())
                : Optional.<Ending.Failed>empty();
        if (lastResort.isPresent()) {
            return end(lastResort.get());
        }
        if (account.isEmpty() || run == null && !visits.isDue()) {
            return rest();
        }
        return run == null ? learnMore(account.get()) : fetch(account.get(), run);
    }

    private Uni<Boolean> learnMore(ProviderAccount account) {
        loop.wakeIn(visits.later(site.running()));
        var remoteId = attempt().remoteId();
        return remoteId == null ? seek(account) : follow(account, remoteId);
    }

    /** What the provider calls the run may have been told to somebody else, or the provider can be asked for it. */
    private Uni<Boolean> seek(ProviderAccount account) {
        return held.reload().chain(() -> {
            if (!attempt().state().live() || attempt().remoteId() != null) {
                heard();
                return goOn();
            }
            // To ask may be to send it again, under a key that keeps it from running twice.
            return attempt().stop() == null ? work.gather(account, () -> find(account), _ -> rest()) : rest();
        });
    }

    private Uni<Boolean> find(ProviderAccount account) {
        return ports.attempts()
                .graph(attempt().assignment().digest())
                .map(workflow -> work.draft(workflow, now()))
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
            case Sought.NotThere _ ->
                visits.lastFor(CONCLUSIVE)
                        ? end(Ending.Failed.unstarted(
                                FailureClass.UNREACHABLE, "The provider never took the run; nothing was started."))
                        : rest();
            case Sought.Nameless _, Sought.Unsearchable _, Sought.Silent _ -> rest();
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
                .chain(run -> seen(account, run));
    }

    /** Again and again, for it may be lost or ignored, until the provider says that the run is over. */
    private Uni<Void> cancelIfUnwanted(ProviderAccount account, String remoteId) {
        return attempt().stop() != null && visits.cancelIsDue()
                ? account.provider().cancel(remoteId)
                : Uni.createFrom().voidItem();
    }

    private Uni<Boolean> seen(ProviderAccount account, RemoteRun run) {
        site.told(run);
        if (run instanceof RemoteRun.Throttled(var pause)) {
            visits.notWithin(pause);
        }
        return switch (RemoteMove.after(run, attempt())) {
            case RemoteMove.Wait _ -> rest();
            case RemoteMove.Start(var fraction) -> going(account, fraction);
            case RemoteMove.Collect(var success) -> {
                finished = success;
                yield goOn();
            }
            case RemoteMove.End(var ending) -> end(ending);
        };
    }

    private Uni<Boolean> going(ProviderAccount account, double fraction) {
        if (fraction > 0) {
            ports.notes().send(AttemptFacts.progress(attempt().assignment(), account.word(), fraction));
        }
        return held.startIsUnstated() ? held.stateStart().chain(ProviderRun::rest) : rest();
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

    private void begun() {
        visits.begin();
        loop.wakeIn(visits.later(site.running()));
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
