package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.awaitSight;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static org.assertj.core.api.Assertions.assertThat;

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
    void doesNotKnowWhatBecameOfASubmitWithoutAnAnswer() {
        stand.fault("drop_response_after_accept");

        assertThat(answer(provider().submit(commission(work())))).isInstanceOf(Handover.Unknown.class);
    }

    @Test
    void doesNotKnowEitherWhenAGatewayAnswers() {
        stand.fault("html_502");

        assertThat(answer(provider().submit(commission(work())))).isInstanceOf(Handover.Unknown.class);
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

    @Test
    void doesNotTakeARunForLostThatIsNotKnownForAWhile() {
        stand.turn(Map.of("fault", "status_404_mid_run", "runMillis", 400));
        var run = taken();

        awaitSight(provider(), run, RemoteRun.Absent.class);
        assertThat(ended(provider(), run)).isInstanceOf(RemoteRun.Finished.class);
    }

    @Test
    void believesNoSuccessWithoutOutput() {
        assertThat(faultOf("success_no_output")).isEqualTo(ProviderFault.NO_OUTPUT);
    }

    @Test
    void seesThatAPictureIsCutOff() {
        stand.fault("truncated_image");

        assertThat(judged(ended(provider(), taken()))).isInstanceOf(OutputCheck.Bad.class);
    }

    @Test
    void seesThatAPageIsNoPicture() {
        stand.fault("wrong_content_type");

        assertThat(judged(ended(provider(), taken()))).isInstanceOf(OutputCheck.Bad.class);
    }

    @Test
    void stopsARunThatDoesNotEnd() {
        stand.fault("stuck_in_progress");
        var run = taken();
        awaitSight(provider(), run, RemoteRun.Working.class);

        answer(provider().cancel(run));

        assertThat(ended(provider(), run)).isInstanceOf(RemoteRun.Stopped.class);
    }

    @Test
    void seesARunGoOnThatDoesNotHeedItsStop() {
        stand.turn(Map.of("fault", "cancel_ignored", "runMillis", 400));
        var run = taken();
        awaitSight(provider(), run, RemoteRun.Working.class);

        answer(provider().cancel(run));

        assertThat(ended(provider(), run)).isInstanceOf(RemoteRun.Finished.class);
    }

    @Test
    void tellsThatTheRunFailed() {
        assertThat(faultOf("run_fails")).isEqualTo(ProviderFault.RUN_ERROR);
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

    /** What a run that this befell is seen to have failed of. */
    ProviderFault faultOf(String word) {
        stand.fault(word);
        return fault(ended(provider(), taken()));
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
