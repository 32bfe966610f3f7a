package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.adapter.provider.comfyapi.ComfyApiProvider;
import dev.comfymesh.executor.adapter.provider.replicate.ReplicateProvider;
import dev.comfymesh.executor.adapter.provider.runpod.RunPodProvider;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Sought;
import dev.comfymesh.executor.domain.provider.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be learned of submits that had no answer. */
class ReconciliationIT {
    private static final Instant BEFORE = Instant.now();

    @Nested
    class OfComfyApi {
        private static Stand stand;

        @BeforeAll
        static void open(@TempDir Path directory) {
            stand = Stand.open("comfyapi", directory);
        }

        @AfterAll
        static void close() {
            stand.close();
        }

        private final Provider provider = new ComfyApiProvider(stand.http(), stand.account("", 600));
        private final Commission commission = commission(Graphs.plain(16, 8));

        @Test
        void isNeverARunASecondTime() {
            lose(stand, provider, commission);
            var before = stand.requests("drop_response_after_accept", "none").size();

            assertThat(sought(provider, commission)).isEqualTo(new Sought.Nameless());
            assertThat(stand.requests("drop_response_after_accept", "none")).hasSize(before);
        }

        @Test
        void isTheOnlyRunOfASubmitThatNeverArrived() {
            assertThat(sought(provider, commission))
                    .isInstanceOfSatisfying(
                            Sought.Found.class,
                            found -> assertThat(ended(provider, found.remoteId()))
                                    .isInstanceOf(RemoteRun.Finished.class));
            assertThat(sought(provider, commission)).isEqualTo(new Sought.Nameless());
        }

        @Test
        void isNotKnownWhileNobodyAnswers() {
            var nobody = new ComfyApiProvider(stand.http(), Stand.nowhere());

            assertThat(sought(nobody, commission)).isInstanceOf(Sought.Silent.class);
        }

        @Test
        void cannotBeAskedForAtOtherProviders() {
            var other = new RunPodProvider(stand.http(), Stand.nowhere());

            assertThat(sought(other, commission)).isEqualTo(new Sought.Unsearchable());
        }

        @Test
        void saysThatNothingStartedOfAGraphThatIsNotTaken() {
            assertThat(sought(provider, commission(Graphs.missingClass()))).isEqualTo(new Sought.NotThere());
        }
    }

    @Nested
    class OfReplicate {
        private static final String OURS = "https://mesh.example/hooks/replicate/";
        private static Stand stand;

        @BeforeAll
        static void open(@TempDir Path directory) {
            stand = Stand.open("replicate", directory);
            stand.turn(Map.of("workers", 100, "runMillis", 0));
        }

        @AfterAll
        static void close() {
            stand.close();
        }

        private final Provider provider = new ReplicateProvider(stand.http(), stand.account("", 975));
        private final UUID attempt = UUID.randomUUID();

        private final Work work = alike(attempt);

        /** No two attempts ask for quite the same. */
        private static Work alike(UUID attempt) {
            return new Work.Model(
                    "owner/name",
                    Map.of("prompt", "lake " + attempt, "seed", 7, "scale", 3.5, "width", 16, "height", 16));
        }

        @Test
        void findsTheRunByTheAddressThatItIsToTell() {
            var commission = new Commission(attempt, work, Stand.PATIENCE, Stand.PATIENCE, OURS + attempt + "/a1b2");
            lose(stand, provider, commission);

            assertThat(sought(provider, commission))
                    .isInstanceOfSatisfying(
                            Sought.Found.class,
                            found -> assertThat(ended(provider, found.remoteId()))
                                    .isInstanceOf(RemoteRun.Finished.class));
            assertThat(sought(provider, commission(work, OURS + UUID.randomUUID())))
                    .isEqualTo(new Sought.NotThere());
        }

        @Test
        void claimsNoRunThatIsOnlyAlike() {
            var commission = commission(work);
            assertThat(sought(provider, commission)).isEqualTo(new Sought.NotThere());

            lose(stand, provider, commission);

            assertThat(sought(provider, commission)).isEqualTo(new Sought.Nameless());
        }

        @Test
        void looksThroughAllPages() {
            var commission = new Commission(attempt, work, Stand.PATIENCE, Stand.PATIENCE, OURS + attempt);
            lose(stand, provider, commission);
            for (int i = 0; i < 100; i++) {
                answer(provider.submit(commission(alike(UUID.randomUUID()), OURS)));
            }

            assertThat(sought(provider, commission)).isInstanceOf(Sought.Found.class);
        }
    }

    private static void lose(Stand stand, Provider provider, Commission commission) {
        stand.fault("drop_response_after_accept");
        assertThat(answer(provider.submit(commission))).isInstanceOf(Handover.Unknown.class);
    }

    private static Sought sought(Provider provider, Commission commission) {
        return answer(provider.find(commission, BEFORE));
    }
}
