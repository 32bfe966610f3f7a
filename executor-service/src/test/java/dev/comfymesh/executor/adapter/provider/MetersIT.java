package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.awaitSight;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static dev.comfymesh.executor.adapter.provider.Stand.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we know that runs cost, beside what their providers bill: only runs whose submit had no answer make a difference. */
class MetersIT {
    private static final String[] UNANSWERED = {"drop_response_after_accept", "html_502"};
    private static final List<String> REFUSED = List.of("run_fails", "content_rejected", "out_of_memory");
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
            "output_flagged",
            "out_of_memory",
            "wrong_content_type",
            "none");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void areReadToTheMicro(Vendor vendor) {
        try (var stand = Stand.open(vendor.stub(), directory)) {
            stand.turn(Map.of("workers", FAULTS.size()));
            var taken = new ArrayList<String>();
            var over = new ArrayList<RemoteRun.Over>();
            for (var fault : FAULTS) {
                stand.fault(fault);
                switch (answer(vendor.provider(stand).submit(commission(vendor.work())))) {
                    case Handover.Taken(var remoteId) -> taken.add(remoteId);
                    case Handover.Ended(var run) -> over.add(run);
                    case Handover.Unknown _ -> assertThat(UNANSWERED).contains(fault);
                    case Handover.Throttled _ -> assertThat(fault).isEqualTo("burst_429");
                    case Handover.Declined _ -> assertThat(fault).isIn(REFUSED);
                    case Handover.Unreachable(var cause) -> throw new AssertionError(cause);
                }
            }
            taken.forEach(remoteId -> over.add(ended(vendor.provider(stand), remoteId)));

            await().atMost(Stand.PATIENCE).until(() -> stand.meter().size() == FAULTS.size() - 1);
            var unanswered = stand.requests(UNANSWERED);
            var unknown =
                    unanswered.stream().mapToLong(id -> stand.meter().get(id)).sum();
            assertThat(unanswered).hasSize(UNANSWERED.length);
            assertThat(known(over)).isPositive();
            assertThat(known(over) + unknown).isEqualTo(stand.meterMicros());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOGETHER") // nothing can be stopped there
    void areReadOfWhatWasStopped(Vendor vendor) {
        try (var stand = Stand.open(vendor.stub(), directory)) {
            var provider = vendor.provider(stand);
            var over = new ArrayList<RemoteRun.Over>();
            stand.turn(Map.of("workers", 1));
            for (var fault : List.of("stuck_in_progress", "bill_on_cancel", "cancel_ignored")) {
                stand.turn(Map.of("fault", fault, "runMillis", 400));
                var runs = taken(provider, vendor.work());
                var waits = taken(provider, vendor.work());
                awaitSight(provider, runs, RemoteRun.Working.class);
                answer(provider.cancel(waits));
                answer(provider.cancel(runs));
                over.add(ended(provider, waits));
                over.add(ended(provider, runs));
            }

            assertThat(over).hasAtLeastOneElementOfType(RemoteRun.Stopped.class);
            assertThat(stand.meter()).hasSize(over.size());
            assertThat(known(over)).isPositive().isEqualTo(stand.meterMicros());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RUNPOD") // the others do not charge for it
    void areReadOfWorkersThatHadToBeStarted(Vendor vendor) {
        try (var stand = Stand.open(vendor.stub(), directory)) {
            stand.turn(Map.of("coldStartMillis", Vendor.COLD_START.toMillis(), "warmForMillis", 600_000));
            var provider = vendor.provider(stand);

            var cold = ended(provider, taken(provider, vendor.work()));
            assertThat(known(List.of(cold))).isEqualTo(stand.meterMicros());

            var warm = ended(provider, taken(provider, vendor.work()));
            assertThat(known(List.of(cold, warm))).isEqualTo(stand.meterMicros());
            assertThat(cold.bill().micros()).isGreaterThan(warm.bill().micros());
        }
    }

    private static long known(List<RemoteRun.Over> runs) {
        return runs.stream().mapToLong(run -> run.bill().micros()).sum();
    }
}
