package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.awaitSight;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.OutputCheck;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the port answers of each provider when this befalls one submission there: all that was seen of it, in this order. */
class FaultTableIT {
    private static final Set<String> STOPPED = Set.of("stuck_in_progress", "cancel_ignored", "bill_on_cancel");

    private static Stand stand;

    @BeforeAll
    static void open(@TempDir Path directory) {
        stand = Stand.open("runpod", directory);
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            fault                      | runpod          | comfyapi        | fal              | replicate        | together
            none                       | whole           | whole           | whole            | whole            | whole
            drop_response_after_accept | unknown         | unknown         | unknown          | unknown          | unknown
            html_502                   | unknown         | unknown         | unknown          | unknown          | unknown
            burst_429                  | throttled       | throttled       | throttled        | throttled        | throttled
            outage                     | unknown, silent | unknown, silent | unknown, silent  | unknown, silent  | unknown, absent
            status_404_mid_run         | absent, whole   | absent, whole   | absent, whole    | absent, whole    | whole
            slow                       | whole           | whole           | whole            | whole            | whole
            stuck_in_progress          | stopped         | stopped         | stopped          | stopped          | -
            cancel_ignored             | whole           | whole           | whole            | whole            | whole
            bill_on_cancel             | stopped         | stopped         | stopped          | stopped          | whole
            run_fails                  | RUN_ERROR       | RUN_ERROR       | RUN_ERROR        | RUN_ERROR        | RUN_ERROR
            out_of_memory              | OUT_OF_MEMORY   | OUT_OF_MEMORY   | INFRASTRUCTURE   | OUT_OF_MEMORY    | RUN_ERROR
            content_rejected           | RUN_ERROR       | RUN_ERROR       | CONTENT_REJECTED | CONTENT_REJECTED | CONTENT_REJECTED
            output_flagged             | whole           | whole           | CONTENT_REJECTED | whole            | whole
            success_no_output          | NO_OUTPUT       | NO_OUTPUT       | NO_OUTPUT        | NO_OUTPUT        | NO_OUTPUT
            truncated_image            | broken          | broken          | broken           | broken           | broken
            wrong_content_type         | broken          | broken          | broken           | broken           | broken
            result_expired             | absent          | missing         | missing          | RESULT_GONE      | whole
            duplicate_webhook          | whole           | whole           | whole            | whole            | whole
            late_webhook               | whole           | whole           | whole            | whole            | whole
            reorder_webhook            | whole           | whole           | whole            | whole            | whole
            bad_signature              | whole           | whole           | whole            | whole            | whole
            """)
    void isToldAsItIs(String fault, String runpod, String comfyapi, String fal, String replicate, String together) {
        assertThat(seen(Vendor.RUNPOD, fault)).isEqualTo(runpod);
        assertThat(seen(Vendor.COMFYAPI, fault)).isEqualTo(comfyapi);
        assertThat(seen(Vendor.FAL, fault)).isEqualTo(fal);
        assertThat(seen(Vendor.REPLICATE, fault)).isEqualTo(replicate);
        if (!together.equals("-")) { // its answer would never come
            assertThat(seen(Vendor.TOGETHER, fault)).isEqualTo(together);
        }
    }

    private static String seen(Vendor vendor, String fault) {
        var there = stand.at(vendor.stub());
        var provider = vendor.provider(there);
        return fault.equals("outage") ? seenInOutage(there, provider, vendor) : seen(there, provider, vendor, fault);
    }

    private static String seenInOutage(Stand there, Provider provider, Vendor vendor) {
        there.turn(Map.of("outage", true));
        try {
            return word(there, provider, answer(provider.submit(commission(vendor.work()))), false) + ", "
                    + word(answer(provider.look("/a/b/requests/1")));
        } finally {
            there.turn(Map.of("outage", false));
        }
    }

    private static String seen(Stand there, Provider provider, Vendor vendor, String fault) {
        var toBeSeen = STOPPED.contains(fault) || fault.equals("status_404_mid_run");
        there.turn(Map.of("fault", fault, "runMillis", toBeSeen ? 300 : 20, "slowFactor", 2));
        return word(there, provider, answer(provider.submit(commission(vendor.work()))), STOPPED.contains(fault));
    }

    private static String word(Stand there, Provider provider, Handover handover, boolean stopped) {
        return switch (handover) {
            case Handover.Taken(var run) -> followed(there, provider, run, stopped);
            case Handover.Ended(var run) -> word(there, provider, run);
            case Handover.Declined declined -> declined.fault().name();
            case Handover.Throttled _ -> "throttled";
            case Handover.Unreachable _ -> "unreachable";
            case Handover.Unknown _ -> "unknown";
        };
    }

    private static String followed(Stand there, Provider provider, String run, boolean stopped) {
        if (stopped) {
            awaitSight(provider, run, RemoteRun.Working.class);
            answer(provider.cancel(run));
        }
        var seen = new LinkedHashSet<String>();
        await().atMost(Stand.PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            var billed = !seen.isEmpty() && there.meter().containsKey(run.replaceAll(".*/", ""));
            var look = answer(provider.look(run));
            if (look instanceof RemoteRun.Absent) {
                seen.add(word(look));
                return billed;
            }
            if (look instanceof RemoteRun.Over over) {
                seen.add(word(there, provider, over));
            }
            return look instanceof RemoteRun.Over;
        });
        return String.join(", ", seen);
    }

    private static String word(RemoteRun look) {
        return look.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String word(Stand there, Provider provider, RemoteRun.Over run) {
        return switch (run) {
            case RemoteRun.Failed failed -> failed.fault().name();
            case RemoteRun.Stopped _ -> "stopped";
            case RemoteRun.Finished _ ->
                switch (there.copied(provider, run)) {
                    case Fetched.Whole whole ->
                        OutputCheck.of("a.png", whole.file()) instanceof OutputCheck.Good ? "whole" : "broken";
                    case Fetched.Missing _ -> "missing";
                    case Fetched.Denied(var reason) -> reason;
                    case Fetched.Unavailable(var cause) -> cause;
                };
        };
    }
}
