package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.executor.adapter.provider.comfyapi.ComfyApiProvider;
import dev.comfymesh.executor.adapter.provider.fal.FalProvider;
import dev.comfymesh.executor.adapter.provider.replicate.ReplicateProvider;
import dev.comfymesh.executor.adapter.provider.runpod.RunPodProvider;
import dev.comfymesh.executor.adapter.provider.together.TogetherProvider;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we know that runs cost, beside what their providers bill: only runs whose submit had no answer make a difference. */
class MetersIT {
    private static final String[] UNANSWERED = {"drop_response_after_accept", "html_502"};
    private static final List<String> FAULTS = List.of(
            "none",
            "drop_response_after_accept",
            "success_no_output",
            "none",
            "html_502",
            "truncated_image",
            "run_fails",
            "burst_429",
            "status_404_mid_run",
            "slow",
            "content_rejected",
            "none");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"runpod", "comfyapi", "fal", "replicate", "together"})
    void areReadToTheMicro(String name) {
        try (var stand = Stand.open(name, directory)) {
            var provider = provider(name, stand);
            var taken = new ArrayList<String>();
            var over = new ArrayList<RemoteRun.Over>();
            for (var fault : FAULTS) {
                stand.fault(fault);
                switch (answer(provider.submit(commission(work(name))))) {
                    case Handover.Taken(var remoteId) -> taken.add(remoteId);
                    case Handover.Ended(var run) -> over.add(run);
                    case Handover.Unknown _ -> assertThat(UNANSWERED).contains(fault);
                    case Handover.Throttled _ -> assertThat(fault).isEqualTo("burst_429");
                    case Handover.Declined _ -> assertThat(fault).isIn("run_fails", "content_rejected");
                    case Handover.Unreachable(var cause) -> throw new AssertionError(cause);
                }
            }
            taken.forEach(remoteId -> over.add(ended(provider, remoteId)));

            await().atMost(Stand.PATIENCE).until(() -> stand.meter().size() == FAULTS.size() - 1);
            var unanswered = stand.requests(UNANSWERED);
            var known = over.stream().mapToLong(run -> run.bill().micros()).sum();
            var unknown =
                    unanswered.stream().mapToLong(id -> stand.meter().get(id)).sum();
            assertThat(unanswered).hasSize(UNANSWERED.length);
            assertThat(known).isPositive();
            assertThat(known + unknown).isEqualTo(stand.meterMicros());
        }
    }

    private static Provider provider(String name, Stand stand) {
        return switch (name) {
            case "runpod" -> new RunPodProvider(stand.http(), stand.account("/v2/comfy", 530));
            case "comfyapi" -> new ComfyApiProvider(stand.http(), stand.account("", 600));
            case "fal" -> new FalProvider(stand.http(), stand.account("", 25_000));
            case "replicate" -> new ReplicateProvider(stand.http(), stand.account("", 975));
            default -> new TogetherProvider(stand.http(), stand.account("", 2_700));
        };
    }

    private static Work work(String name) {
        return switch (name) {
            case "runpod", "comfyapi" -> Graphs.plain(16, 8);
            default ->
                new Work.Model(
                        "owner/name",
                        Map.of(
                                "prompt",
                                "a lake",
                                "width",
                                16,
                                "height",
                                16,
                                "image_size",
                                Map.of("width", 16, "height", 16)));
        };
    }
}
