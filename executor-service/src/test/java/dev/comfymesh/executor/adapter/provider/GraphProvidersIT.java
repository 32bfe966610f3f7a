package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.awaitSight;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static dev.comfymesh.executor.adapter.provider.Stand.graph;
import static dev.comfymesh.executor.adapter.provider.Stand.taken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.adapter.provider.comfyapi.ComfyApiProvider;
import dev.comfymesh.executor.adapter.provider.runpod.RunPodProvider;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.OutputCheck;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapters of providers that take any graph, each against its stand-in. */
class GraphProvidersIT {
    /** What every such provider must be able to do. */
    abstract static class Contract {
        @TempDir
        static Path directory;

        abstract Stand stand();

        abstract Provider provider();

        abstract Provider stranger();

        @BeforeEach
        void behave() {
            stand().turn(Map.of("fault", "none", "runMillis", 60));
        }

        @Test
        void runsAGraphAndCopiesItsPicture() {
            var before = stand().meterMicros();

            var run = ended(provider(), taken(provider(), graph(16)));

            var copy = stand().copied(provider(), run);
            assertThat(copy)
                    .isInstanceOfSatisfying(
                            Fetched.Whole.class,
                            whole -> assertThat(OutputCheck.of("a.png", whole.file()))
                                    .isEqualTo(new OutputCheck.Good("image/png", 16, 8)));
            assertThat(run.bill().micros()).isPositive().isEqualTo(stand().meterMicros() - before);
        }

        @Test
        void doesNotKnowWhatBecameOfASubmitWithoutAnAnswer() {
            stand().fault("drop_response_after_accept");

            assertThat(answer(provider().submit(commission(graph(16))))).isInstanceOf(Handover.Unknown.class);
        }

        @Test
        void doesNotKnowEitherWhenAGatewayAnswers() {
            stand().fault("html_502");

            assertThat(answer(provider().submit(commission(graph(16))))).isInstanceOf(Handover.Unknown.class);
        }

        @Test
        void staysAwayFromAProviderThatTakesNoMore() {
            stand().fault("burst_429");

            assertThat(answer(provider().submit(commission(graph(16))))).isInstanceOf(Handover.Throttled.class);
        }

        @Test
        void tellsAnAccountThatIsNotServed() {
            assertThat(answer(stranger().submit(commission(graph(16)))))
                    .isInstanceOfSatisfying(
                            Handover.Declined.class,
                            declined -> assertThat(declined.fault()).isEqualTo(ProviderFault.ACCOUNT));
        }

        @Test
        void doesNotTakeARunForLostThatIsNotKnownForAWhile() {
            stand().turn(Map.of("fault", "status_404_mid_run", "runMillis", 400));
            var run = taken(provider(), graph(16));

            awaitSight(provider(), run, RemoteRun.Absent.class);
            assertThat(ended(provider(), run)).isInstanceOf(RemoteRun.Finished.class);
        }

        @Test
        void believesNoSuccessWithoutOutput() {
            stand().fault("success_no_output");

            assertThat(fault(ended(provider(), taken(provider(), graph(16))))).isEqualTo(ProviderFault.NO_OUTPUT);
        }

        @Test
        void seesThatAPictureIsCutOff() {
            stand().fault("truncated_image");

            assertThat(judged("a.png")).isInstanceOf(OutputCheck.Bad.class);
        }

        @Test
        void seesThatAPageIsNoPicture() {
            stand().fault("wrong_content_type");

            assertThat(judged("a.png")).isInstanceOf(OutputCheck.Bad.class);
        }

        @Test
        void stopsARunThatDoesNotEnd() {
            stand().fault("stuck_in_progress");
            var run = taken(provider(), graph(16));
            awaitSight(provider(), run, RemoteRun.Working.class);

            answer(provider().cancel(run));

            assertThat(ended(provider(), run)).isInstanceOf(RemoteRun.Stopped.class);
        }

        @Test
        void seesARunGoOnThatDoesNotHeedItsStop() {
            stand().turn(Map.of("fault", "cancel_ignored", "runMillis", 400));
            var run = taken(provider(), graph(16));
            awaitSight(provider(), run, RemoteRun.Working.class);

            answer(provider().cancel(run));

            assertThat(ended(provider(), run)).isInstanceOf(RemoteRun.Finished.class);
        }

        @Test
        void tellsThatMemoryWasShort() {
            stand().fault("out_of_memory");

            assertThat(fault(ended(provider(), taken(provider(), graph(16))))).isEqualTo(ProviderFault.OUT_OF_MEMORY);
        }

        OutputCheck judged(String filename) {
            return stand().copied(provider(), ended(provider(), taken(provider(), graph(16))))
                            instanceof Fetched.Whole whole
                    ? OutputCheck.of(filename, whole.file())
                    : new OutputCheck.Bad("was not copied");
        }
    }

    @Nested
    class RunPod extends Contract {
        private static Stand stand;

        @BeforeAll
        static void open() {
            stand = Stand.open("runpod", directory);
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
            return new RunPodProvider(stand.http(), stand.account("/v2/comfy", 530));
        }

        @Override
        Provider stranger() {
            return new RunPodProvider(stand.http(), stand.stranger("/v2/comfy"));
        }

        @Test
        void learnsOnlyFromTheRunThatAGraphIsInvalid() {
            assertThat(fault(ended(provider(), taken(provider(), graph(-1))))).isEqualTo(ProviderFault.INVALID_REQUEST);
        }

        @Test
        void tellsWhichModelIsMissing() {
            assertThat(fault(ended(provider(), taken(provider(), missingModel()))))
                    .isEqualTo(ProviderFault.MISSING_MODEL);
        }

        @Test
        void findsNothingOfARunWhoseResultWasNotKept() {
            stand.fault("result_expired");
            var run = taken(provider(), graph(16));

            awaitSight(provider(), run, RemoteRun.Absent.class);
        }
    }

    @Nested
    class ComfyApi extends Contract {
        private static Stand stand;

        @BeforeAll
        static void open() {
            stand = Stand.open("comfyapi", directory);
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
            return new ComfyApiProvider(stand.http(), stand.account("", 600));
        }

        @Override
        Provider stranger() {
            return new ComfyApiProvider(stand.http(), stand.stranger(""));
        }

        @Test
        void isToldAtOnceThatAGraphIsInvalid() {
            assertThat(declined(graph(-1))).isEqualTo(ProviderFault.INVALID_REQUEST);
            assertThat(declined(missingModel())).isEqualTo(ProviderFault.MISSING_MODEL);
            assertThat(declined(new Work.AnyGraph(
                            new Graph(Map.of("1", Map.of("class_type", "Nonsense", "inputs", Map.of()))))))
                    .isEqualTo(ProviderFault.MISSING_NODE_CLASS);
        }

        @Test
        void isNotTakenTwiceForTheSameAttempt() {
            var commission = commission(graph(16));
            answer(provider().submit(commission));

            assertThat(answer(provider().submit(commission))).isInstanceOf(Handover.Unknown.class);
        }

        @Test
        void seesHowFarARunIs() {
            stand.turn(Map.of("runMillis", 2000));
            var run = taken(provider(), graph(16));

            awaitSight(provider(), run, RemoteRun.Working.class);
            answer(provider().cancel(run));
        }

        @Test
        void findsNoFileThatWasNotKept() {
            stand.fault("result_expired");
            var run = ended(provider(), taken(provider(), graph(16)));

            assertThat(stand.copied(provider(), run)).isEqualTo(new Fetched.Missing());
        }

        private ProviderFault declined(Work work) {
            return answer(provider().submit(commission(work))) instanceof Handover.Declined declined
                    ? declined.fault()
                    : null;
        }
    }

    private static Work missingModel() {
        return new Work.AnyGraph(new Graph(Map.of(
                "1",
                Map.of("class_type", "CheckpointLoaderSimple", "inputs", Map.of("ckpt_name", "none.safetensors")),
                "2",
                Map.of("class_type", "EmptyLatentImage", "inputs", Map.of("width", 64, "height", 64, "batch_size", 1)),
                "3",
                Map.of("class_type", "VAEDecode", "inputs", Map.of("samples", List.of("2", 0), "vae", List.of("1", 2))),
                "9",
                Map.of(
                        "class_type",
                        "SaveImage",
                        "inputs",
                        Map.of("images", List.of("3", 0), "filename_prefix", "a")))));
    }

    private static ProviderFault fault(RemoteRun.Over run) {
        return run instanceof RemoteRun.Failed failed ? failed.fault() : null;
    }
}
