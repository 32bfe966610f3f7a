package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.OutputCheck;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the adapter of every provider does that can be asked for a run after its submit, tried against its stand-in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ProviderContract {
    private final String name;
    private final String path;
    private final long microsPerUnit;
    private Stand stand;

    ProviderContract(String name, String path, long microsPerUnit) {
        this.name = name;
        this.path = path;
        this.microsPerUnit = microsPerUnit;
    }

    abstract Provider provider(ProviderHttp http, Account account);

    /** Makes a picture of 48 x 32 pixels. */
    abstract Work work();

    @BeforeAll
    void open(@TempDir Path directory) {
        stand = Stand.open(name, directory);
    }

    @AfterAll
    void close() {
        stand.close();
    }

    @BeforeEach
    void behave() {
        stand.turn(Map.of("fault", "none", "runMillis", 60, "workers", 3));
    }

    @Test
    void makesAPictureAndCopiesIt() {
        var before = stand.meterMicros();

        var run = ended(provider(), taken());

        assertThat(judged(run)).isEqualTo(new OutputCheck.Good("image/png", 48, 32));
        assertThat(run.bill().micros()).isPositive().isEqualTo(stand.meterMicros() - before);
    }

    @Test
    void staysAwayFromAProviderThatTakesNoMore() {
        stand.fault("burst_429");
        var provider = provider();
        var before = stand.requests("none").size();

        for (int i = 0; i < 2; i++) {
            assertThat(answer(provider.submit(commission(work()))))
                    .isInstanceOfSatisfying(
                            Handover.Throttled.class,
                            throttled -> assertThat(throttled.retryAfter()).isPositive());
        }
        assertThat(stand.requests("none")).hasSize(before);
    }

    @Test
    void tellsAnAccountThatIsNotServed() {
        var stranger = provider(stand.http(), stand.stranger(path));

        assertThat(answer(stranger.submit(commission(work()))))
                .isInstanceOfSatisfying(
                        Handover.Declined.class,
                        declined -> assertThat(declined.fault()).isEqualTo(ProviderFault.ACCOUNT));
    }

    @Test
    void reachesNobodyWhereNobodyIs() {
        var nobody = provider(stand.http(), Stand.nowhere());

        assertThat(answer(nobody.submit(commission(work())))).isInstanceOf(Handover.Unreachable.class);
        assertThat(answer(nobody.look("/1"))).isInstanceOf(RemoteRun.Silent.class);
    }

    /** By those that tell it at all. */
    void seesHowFarARunIs() {
        stand.turn(Map.of("runMillis", 3000));
        var run = taken();

        await().atMost(Stand.PATIENCE)
                .until(() -> answer(provider().look(run)) instanceof RemoteRun.Working(var fraction) && fraction > 0);
        answer(provider().cancel(run));
    }

    Stand stand() {
        return stand;
    }

    Provider provider() {
        return provider(stand.http(), stand.account(path, microsPerUnit));
    }

    String taken() {
        return Stand.taken(provider(), work());
    }

    /** Why work is not taken up. */
    ProviderFault declined(Work work) {
        return answer(provider().submit(commission(work))) instanceof Handover.Declined declined
                ? declined.fault()
                : null;
    }

    static ProviderFault fault(RemoteRun.Over run) {
        return run instanceof RemoteRun.Failed failed ? failed.fault() : null;
    }

    private OutputCheck judged(RemoteRun.Over run) {
        return stand.copied(provider(), run) instanceof Fetched.Whole whole
                ? OutputCheck.of("a.png", whole.file())
                : new OutputCheck.Bad("was not copied");
    }
}
