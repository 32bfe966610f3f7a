package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.ProgressNote;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Care;
import dev.comfymesh.executor.domain.StopReason;
import dev.comfymesh.executor.domain.Target;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.executor.domain.provider.Bill;
import dev.comfymesh.executor.domain.provider.LookPace;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a test of one account stands on: a provider, a table and a clock in memory, and loops that turn only when told to. */
class ProviderScene {
    static final Instant NOW = RunScene.NOW;
    static final Bill BILL = new Bill(1_234, Duration.ofSeconds(2));
    static final Duration OVERDUE = Duration.ofMinutes(5);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Tenure TENURE = new Tenure("target", 3);

    final FakeProvider provider = new FakeProvider();
    final FakeAttempts attempts = new FakeAttempts();
    final FakeDisk disk = new FakeDisk();
    final ManualLoops loops = new ManualLoops();
    final List<TargetObserved> observed = new ArrayList<>();
    final List<ProgressNote> told = new ArrayList<>();
    TargetContract contract = TargetContract.GRAPH;
    boolean isSetUp = true;
    boolean removed;
    boolean mayAct = true;
    Instant now = NOW;

    ProviderScene() {
        attempts.stored = RunScene.assigned(NOW.plusSeconds(60));
    }

    /** As an earlier owner left it right before, or right after, its submit. */
    void left(String remoteId) {
        var sent = attempts.stored.in(AttemptState.SUBMITTING).submittedAs("cm-target-2");
        attempts.stored = remoteId == null ? sent : sent.knownAs(remoteId);
    }

    ProviderDesk open() {
        var desk = new ProviderDesk(
                ports(),
                new ProviderPorts(
                        _ -> opening(),
                        (target, attempt) -> Optional.of("https://mesh/" + target + "/" + attempt),
                        new LookPace(SECOND, Duration.ofSeconds(15), Duration.ZERO),
                        OVERDUE),
                TENURE,
                () -> {});
        loops.turn(1);
        return desk;
    }

    /** Turns everything, a second later each time. */
    void seconds(int count) {
        for (int i = 0; i < count; i++) {
            now = now.plus(SECOND);
            loops.turn(1);
        }
    }

    void at(Instant when) {
        now = when;
        loops.turn(2);
    }

    long asked(String question) {
        return Collections.frequency(provider.asked, question);
    }

    long submits() {
        return asked("submit");
    }

    AttemptFailed failure() {
        assertThat(attempts.facts).last().isInstanceOf(AttemptFailed.class);
        return (AttemptFailed) attempts.facts.getLast();
    }

    AttemptSucceeded success() {
        assertThat(attempts.facts).last().isInstanceOf(AttemptSucceeded.class);
        return (AttemptSucceeded) attempts.facts.getLast();
    }

    TargetHealth health() {
        return observed.getLast().health();
    }

    Instant endBy() {
        return attempts.stored.assignment().endBy();
    }

    static RemoteRun finished() {
        return new RemoteRun.Finished(List.of(RemoteFile.at("9", "a.bin", URI.create("https://files/a.bin"))), BILL);
    }

    private Providers.Opening opening() {
        return isSetUp
                ? new Providers.Opening.Open(new ProviderAccount("fal", contract, provider, provider::answers, 2))
                : new Providers.Opening.Unset("set the key");
    }

    private Ports ports() {
        return new Ports(
                attempts,
                _ -> Uni.createFrom()
                        .item(Optional.of(
                                new Target("target", URI.create("https://fal"), 4, removed, contract, "fal"))),
                (_, _) -> Uni.createFrom().voidItem(),
                seen -> {
                    observed.add(seen);
                    return Uni.createFrom().voidItem();
                },
                new NodeAgents(null, null, Duration.ZERO),
                null,
                new StageInputs(new FakeInputs()),
                new CollectOutputs(disk),
                null,
                new Tenures() {
                    @Override
                    public boolean mayAct(Tenure tenure) {
                        return mayAct;
                    }

                    @Override
                    public void seek() {}
                },
                loops,
                told::add,
                new RunHistories(new FakeHistories()),
                new SilentTally(),
                new Care(0, Map.of()),
                null,
                new Pace(SECOND, SECOND, 3, SECOND, SECOND, 3, SECOND, Duration.ofSeconds(10), SECOND, OVERDUE, SECOND),
                new SetClock(() -> now));
    }

    static Attempt.Stop wish(Instant at) {
        return new Attempt.Stop(StopReason.REVOKED, at);
    }
}
