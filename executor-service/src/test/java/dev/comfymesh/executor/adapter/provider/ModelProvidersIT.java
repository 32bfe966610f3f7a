package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.awaitSight;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static dev.comfymesh.executor.adapter.provider.Stand.taken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.adapter.provider.fal.FalProvider;
import dev.comfymesh.executor.adapter.provider.replicate.ReplicateProvider;
import dev.comfymesh.executor.adapter.provider.together.TogetherProvider;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.OutputCheck;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapters of providers that take a model and its parameters, each against its stand-in. */
class ModelProvidersIT {
    /** What every such provider must be able to do that can be asked for a run afterwards. */
    abstract static class Contract {
        @TempDir
        static Path directory;

        abstract Stand stand();

        abstract Provider provider();

        abstract Provider stranger();

        abstract Work work();

        @BeforeEach
        void behave() {
            stand().turn(Map.of("fault", "none", "runMillis", 60, "workers", 3));
        }

        @Test
        void makesAPictureAndCopiesIt() {
            var before = stand().meterMicros();

            var run = ended(provider(), taken(provider(), work()));

            assertThat(stand().copied(provider(), run))
                    .isInstanceOfSatisfying(
                            Fetched.Whole.class,
                            whole -> assertThat(OutputCheck.of("a.png", whole.file()))
                                    .isEqualTo(new OutputCheck.Good("image/png", 48, 32)));
            assertThat(run.bill().micros()).isPositive().isEqualTo(stand().meterMicros() - before);
        }

        @Test
        void doesNotKnowWhatBecameOfASubmitWithoutAnAnswer() {
            stand().fault("drop_response_after_accept");

            assertThat(answer(provider().submit(commission(work())))).isInstanceOf(Handover.Unknown.class);
        }

        @Test
        void doesNotKnowEitherWhenAGatewayAnswers() {
            stand().fault("html_502");

            assertThat(answer(provider().submit(commission(work())))).isInstanceOf(Handover.Unknown.class);
        }

        @Test
        void staysAwayFromAProviderThatTakesNoMore() {
            stand().fault("burst_429");

            assertThat(answer(provider().submit(commission(work()))))
                    .isInstanceOfSatisfying(
                            Handover.Throttled.class,
                            throttled -> assertThat(throttled.retryAfter()).isPositive());
        }

        @Test
        void tellsAnAccountThatIsNotServed() {
            assertThat(answer(stranger().submit(commission(work()))))
                    .isInstanceOfSatisfying(
                            Handover.Declined.class,
                            declined -> assertThat(declined.fault()).isEqualTo(ProviderFault.ACCOUNT));
        }

        @Test
        void doesNotTakeARunForLostThatIsNotKnownForAWhile() {
            stand().turn(Map.of("fault", "status_404_mid_run", "runMillis", 400));
            var run = taken(provider(), work());

            awaitSight(provider(), run, RemoteRun.Absent.class);
            assertThat(ended(provider(), run)).isInstanceOf(RemoteRun.Finished.class);
        }

        @Test
        void believesNoSuccessWithoutOutput() {
            assertThat(faultOf("success_no_output")).isEqualTo(ProviderFault.NO_OUTPUT);
        }

        @Test
        void seesThatAPictureIsCutOff() {
            stand().fault("truncated_image");

            assertThat(judged()).isInstanceOf(OutputCheck.Bad.class);
        }

        @Test
        void seesThatAPageIsNoPicture() {
            stand().fault("wrong_content_type");

            assertThat(judged()).isInstanceOf(OutputCheck.Bad.class);
        }

        @Test
        void stopsARunThatDoesNotEnd() {
            stand().fault("stuck_in_progress");
            var run = taken(provider(), work());
            awaitSight(provider(), run, RemoteRun.Working.class);

            answer(provider().cancel(run));

            assertThat(ended(provider(), run)).isInstanceOf(RemoteRun.Stopped.class);
        }

        @Test
        void tellsWhatTheRulesForbid() {
            assertThat(faultOf("content_rejected")).isEqualTo(ProviderFault.CONTENT_REJECTED);
        }

        @Test
        void tellsThatTheModelFailed() {
            assertThat(faultOf("run_fails")).isEqualTo(ProviderFault.RUN_ERROR);
        }

        ProviderFault faultOf(String word) {
            stand().fault(word);
            return fault(ended(provider(), taken(provider(), work())));
        }

        OutputCheck judged() {
            return stand().copied(provider(), ended(provider(), taken(provider(), work())))
                            instanceof Fetched.Whole whole
                    ? OutputCheck.of("a.png", whole.file())
                    : new OutputCheck.Bad("was not copied");
        }
    }

    @Nested
    class Fal extends Contract {
        private static Stand stand;

        @BeforeAll
        static void open() {
            stand = Stand.open("fal", directory);
        }

        @AfterAll
        static void close() {
            stand.close();
        }

        @Override
        Stand stand() {
            return stand;
        }

        @Override
        Provider provider() {
            return new FalProvider(stand.http(), stand.account("", 25_000));
        }

        @Override
        Provider stranger() {
            return new FalProvider(stand.http(), stand.stranger(""));
        }

        @Override
        Work work() {
            return new Work.Model(
                    "fal-ai/flux/dev",
                    Map.of("prompt", "a lake", "seed", 7, "image_size", Map.of("width", 48, "height", 32)));
        }

        @Test
        void learnsOnlyFromTheRunThatParametersAreInvalid() {
            var run = ended(provider(), taken(provider(), new Work.Model("fal-ai/flux/dev", Map.of())));

            assertThat(run).isInstanceOfSatisfying(RemoteRun.Failed.class, failed -> {
                assertThat(failed.fault()).isEqualTo(ProviderFault.INVALID_REQUEST);
                assertThat(failed.detail()).contains("prompt");
                assertThat(failed.bill().micros()).isZero();
            });
        }

        @Test
        void tellsTroubleOfTheProvidersOwnMachines() {
            assertThat(faultOf("out_of_memory")).isEqualTo(ProviderFault.INFRASTRUCTURE);
        }

        @Test
        void hasAProviderGiveUpWhatItDidNotStartInTime() {
            stand.turn(Map.of("workers", 1, "fault", "stuck_in_progress"));
            var first = taken(provider(), work());
            var hasty = new Commission(UUID.randomUUID(), work(), Duration.ofSeconds(1), Duration.ofMillis(1), null);
            var second = ((Handover.Taken) answer(provider().submit(hasty))).remoteId();

            assertThat(fault(ended(provider(), second))).isEqualTo(ProviderFault.START_TIMEOUT);
            answer(provider().cancel(first));
        }

        @Test
        void findsNoFileThatWasNotKept() {
            stand.fault("result_expired");

            assertThat(stand.copied(provider(), ended(provider(), taken(provider(), work()))))
                    .isEqualTo(new Fetched.Missing());
        }
    }

    @Nested
    class Replicate extends Contract {
        private static Stand stand;

        @BeforeAll
        static void open() {
            stand = Stand.open("replicate", directory);
        }

        @AfterAll
        static void close() {
            stand.close();
        }

        @Override
        Stand stand() {
            return stand;
        }

        @Override
        Provider provider() {
            return new ReplicateProvider(stand.http(), stand.account("", 975));
        }

        @Override
        Provider stranger() {
            return new ReplicateProvider(stand.http(), stand.stranger(""));
        }

        @Override
        Work work() {
            return new Work.Model(
                    "black-forest-labs/flux-schnell", Map.of("prompt", "a lake", "seed", 7, "width", 48, "height", 32));
        }

        @Test
        void isToldAtOnceThatParametersAreInvalid() {
            var declined = answer(provider().submit(commission(new Work.Model("owner/name", Map.of()))));

            assertThat(declined)
                    .isInstanceOfSatisfying(
                            Handover.Declined.class,
                            no -> assertThat(no.fault()).isEqualTo(ProviderFault.INVALID_REQUEST));
        }

        @Test
        void tellsThatMemoryWasShort() {
            assertThat(faultOf("out_of_memory")).isEqualTo(ProviderFault.OUT_OF_MEMORY);
        }

        @Test
        void tellsWhenAResultWasNotKept() {
            assertThat(faultOf("result_expired")).isEqualTo(ProviderFault.RESULT_GONE);
        }

        @Test
        void isChargedForWhatItStopped() {
            stand.fault("stuck_in_progress");
            var before = stand.meterMicros();
            var run = taken(provider(), work());
            awaitSight(provider(), run, RemoteRun.Working.class);

            answer(provider().cancel(run));

            assertThat(ended(provider(), run).bill().micros()).isEqualTo(stand.meterMicros() - before);
        }
    }

    @Nested
    class Together {
        private static Stand stand;

        @TempDir
        static Path directory;

        @BeforeAll
        static void open() {
            stand = Stand.open("together", directory);
        }

        @AfterAll
        static void close() {
            stand.close();
        }

        @BeforeEach
        void behave() {
            stand.fault("none");
        }

        @Test
        void hasThePicturesInTheAnswerToItsSubmit() {
            var before = stand.meterMicros();

            var run = run();

            assertThat(stand.copied(provider(), run))
                    .isInstanceOfSatisfying(
                            Fetched.Whole.class,
                            whole -> assertThat(OutputCheck.of("a.png", whole.file()))
                                    .isEqualTo(new OutputCheck.Good("image/png", 48, 32)));
            assertThat(run.bill().micros()).isEqualTo(5_400).isEqualTo(stand.meterMicros() - before);
        }

        @Test
        void staysUnknownForGoodWhenTheAnswerIsLost() {
            stand.fault("drop_response_after_accept");

            assertThat(answer(provider().submit(commission(work())))).isInstanceOf(Handover.Unknown.class);
        }

        @Test
        void staysAwayFromAProviderThatTakesNoMore() {
            stand.fault("burst_429");

            assertThat(answer(provider().submit(commission(work())))).isInstanceOf(Handover.Throttled.class);
        }

        @Test
        void believesNoSuccessWithoutOutput() {
            stand.fault("success_no_output");

            assertThat(fault(run())).isEqualTo(ProviderFault.NO_OUTPUT);
        }

        @Test
        void tellsWhatIsWrong() {
            assertThat(declined(new Work.Model("flux", Map.of()))).isEqualTo(ProviderFault.INVALID_REQUEST);
            stand.fault("content_rejected");
            assertThat(declined(work())).isEqualTo(ProviderFault.CONTENT_REJECTED);
            stand.fault("run_fails");
            assertThat(declined(work())).isEqualTo(ProviderFault.RUN_ERROR);
        }

        private static RemoteRun.Over run() {
            return ((Handover.Ended) answer(provider().submit(commission(work())))).run();
        }

        private static ProviderFault declined(Work work) {
            return answer(provider().submit(commission(work))) instanceof Handover.Declined declined
                    ? declined.fault()
                    : null;
        }

        private static Provider provider() {
            return new TogetherProvider(stand.http(), stand.account("", 2_700));
        }

        private static Work work() {
            return new Work.Model("flux", Map.of("prompt", "a lake", "n", 2, "width", 48, "height", 32));
        }
    }

    @Test
    void reachesNobodyWhereNobodyIs(@TempDir Path directory) {
        try (var stand = Stand.open("fal", directory)) {
            var nobody = new FalProvider(stand.http(), new Account(URI.create("http://127.0.0.1:1"), "stub", 0));

            assertThat(answer(nobody.submit(commission(new Work.Model("a/b", Map.of())))))
                    .isInstanceOf(Handover.Unreachable.class);
            assertThat(answer(nobody.look("/a/b/requests/1"))).isInstanceOf(RemoteRun.Silent.class);
        }
    }

    private static ProviderFault fault(RemoteRun.Over run) {
        return run instanceof RemoteRun.Failed failed ? failed.fault() : null;
    }
}
