package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Target;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Standing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The owner's side of one account at a provider for one tenure: its runs, and what is observed of it, which is how our own
 * requests went; only an account that stopped answering is asked for that reason alone.
 */
final class ProviderDesk implements Desk, ProviderSite {
    private static final Logger LOG = Logger.getLogger(ProviderDesk.class);

    /** A definition that nobody told us of is found after this time. */
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);

    private static final TargetObserved.Vram NO_MEMORY = new TargetObserved.Vram(0, 0);

    private final Ports ports;
    private final ProviderPorts abroad;
    private final Tenure tenure;
    private final Runnable moreWork;
    private final Runs<ProviderRun> runs;
    private final Bulletin bulletin;
    private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.GOOD);
    private final AtomicInteger submitting = new AtomicInteger();
    private final Loops.Running keeping;
    private final Loops.Running observing;
    private volatile @Nullable Target target;
    private volatile Providers.@Nullable Opening opening;
    private volatile Instant readAgain = Instant.MIN;

    // The observation's alone.
    private Instant askAgain = Instant.MIN;

    /** {@code moreWork} is run when there may be attempts that came before they could be taken. */
    ProviderDesk(Ports shared, ProviderPorts abroad, Tenure tenure, Runnable moreWork) {
        this.ports = shared.with(shared.loops().apart());
        this.abroad = abroad;
        this.tenure = tenure;
        this.moreWork = moreWork;
        this.bulletin = new Bulletin(ports, tenure);
        this.runs = new Runs<>(ports, tenure, attempt -> new ProviderRun(ports, abroad, tenure, this, attempt));
        var name = "target " + tenure.targetId();
        this.observing = ports.loops().start(name + " observation", ports.pace().observe(), this::observe);
        // The last one: it turns on another thread at once, and needs all of the above.
        this.keeping = ports.loops().start(name, ports.pace().poll(), this::keep);
        keeping.wake();
    }

    @Override
    public Tenure tenure() {
        return tenure;
    }

    @Override
    public void close() {
        keeping.stop();
        observing.stop();
        runs.close();
    }

    @Override
    public void wake() {
        readAgain = Instant.MIN;
        keeping.wake();
    }

    @Override
    public void take(Attempt attempt) {
        runs.take(attempt);
    }

    @Override
    public void heard(UUID attemptId) {
        runs.of(attemptId).ifPresent(ProviderRun::heard);
    }

    @Override
    public int running() {
        return runs.all().size();
    }

    @Override
    public Optional<ProviderAccount> account() {
        return opening instanceof Providers.Opening.Open(var account) ? Optional.of(account) : Optional.empty();
    }

    @Override
    public Optional<Ending.Failed> objection() {
        var defined = target;
        if (defined != null && defined.removed()) {
            return Optional.of(AttemptRun.targetRemoved());
        }
        return account().isPresent()
                ? standing.get().objection(now())
                : Optional.of(Ending.Failed.unstarted(
                        FailureClass.ACCOUNT_REFUSED,
                        "The account with the provider is not set up; nothing was started."));
    }

    @Override
    public boolean enter() {
        var usual = account().map(ProviderAccount::submitsAtOnce).orElse(0);
        if (submitting.get() >= standing.get().submitsAtOnce(now(), usual)) {
            return false;
        }
        submitting.incrementAndGet();
        return true;
    }

    @Override
    public void leave() {
        submitting.decrementAndGet();
        runs.all().forEach(ProviderRun::comeIn);
    }

    @Override
    public void told(Handover handover) {
        switch (handover) {
            case Handover.Declined(var fault, var detail)
            when fault == ProviderFault.ACCOUNT -> {
                LOG.errorf("The provider refuses the account of target %s: %s", tenure.targetId(), detail);
                become(before -> before.refused(now()));
            }
            case Handover.Taken _, Handover.Ended _, Handover.Declined _ -> become(Standing::answered);
            case Handover.Throttled(var pause) -> become(before -> before.throttled(now(), pause));
            case Handover.Unreachable(var cause) -> noAnswer(cause);
            case Handover.Unknown(var cause) -> noAnswer(cause);
        }
    }

    @Override
    public void told(RemoteRun run) {
        switch (run) {
            case RemoteRun.Silent(var cause) -> noAnswer(cause);
            case RemoteRun.Throttled _ -> {}
            case RemoteRun.Waiting _, RemoteRun.Working _, RemoteRun.Absent _, RemoteRun.Over _ ->
                become(Standing::answered);
        }
    }

    private void noAnswer(String cause) {
        LOG.warnf("Target %s gives no usable answer: %s", tenure.targetId(), cause);
        become(before -> before.failed(now()));
    }

    private void become(UnaryOperator<Standing> change) {
        var before = standing.getAndUpdate(change);
        if (before.health(now()) != standing.get().health(now())) {
            observing.wake();
        }
    }

    @Override
    public void ended(ProviderRun run) {
        runs.remove(run);
        observing.wake();
    }

    private Uni<Boolean> keep() {
        if (runs.adopted() && now().isBefore(readAgain)) {
            return Uni.createFrom().item(false);
        }
        readAgain = now().plus(READ_AGAIN);
        return ports.targets()
                .find(tenure.targetId())
                .invoke(found -> found.ifPresent(this::open))
                .chain(found -> found.isEmpty() || runs.adopted()
                        ? Uni.createFrom().voidItem()
                        : runs.adopt().invoke(moreWork))
                .replaceWith(false);
    }

    private void open(Target defined) {
        var before = target;
        target = defined;
        if (before != null && before.equals(defined)) {
            return;
        }
        var opened = abroad.accounts().open(defined);
        if (opened instanceof Providers.Opening.Unset(var remedy)) {
            LOG.warnf("Target %s is down until its account is set up: %s", defined.id(), remedy);
        }
        opening = opened;
        standing.set(Standing.GOOD);
        observing.wake();
    }

    private Uni<Boolean> observe() {
        var opened = opening;
        return opened == null
                ? Uni.createFrom().item(false)
                : comeBack().chain(this::tell).replaceWith(false);
    }

    /** Asks a provider that went away whether it is there again, so that no attempt has to find out. */
    private Uni<Void> comeBack() {
        var account = account();
        var due = standing.get().isAway() && !now().isBefore(askAgain);
        if (!due || account.isEmpty() || !ports.tenures().mayAct(tenure)) {
            return Uni.createFrom().voidItem();
        }
        askAgain = now().plus(ports.pace().restate());
        return account.get()
                .answers()
                .get()
                .invoke(there -> become(before -> there ? before.answered() : before.failed(now())))
                .replaceWithVoid();
    }

    private Uni<Void> tell() {
        var sent = (int) runs.all().stream()
                .filter(run -> run.attempt().state() != AttemptState.ASSIGNED)
                .count();
        var health = account().isPresent() ? standing.get().health(now()) : TargetHealth.DOWN;
        return bulletin.tell(health, new TargetObserved.Queue(sent, 0), NO_MEMORY, null, null);
    }

    private Instant now() {
        return ports.clock().instant();
    }
}
