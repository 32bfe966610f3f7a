package dev.comfymesh.executor.adapter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.TargetClass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerTallyTest {
    private static final UUID ID = new UUID(0, 1);
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerTally tally = new MicrometerTally(registry);

    @Test
    void timesNodeClassesByTheClassOfTheTarget() {
        tally.computed("KSampler", new TargetClass("NVIDIA L4"), Duration.ofSeconds(3));
        tally.computed("KSampler", new TargetClass("NVIDIA L4"), Duration.ofSeconds(5));

        var timer = registry.get("comfymesh.executor.node")
                .tags("node_class", "KSampler", "target_class", "NVIDIA L4")
                .timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(8);
    }

    @Test
    void timesTheRunsOfATargetByTheirEndings() {
        tally.observed(observed("cuda:0 NVIDIA L4 : native"));

        tally.ended(new AttemptStarted(ID, NOW, ID, "candidate", "target", 1));
        tally.ended(new AttemptSucceeded(ID, NOW, ID, "candidate", "target", List.of(), 1500, false));
        tally.ended(failed(FailureClass.LOST));

        assertThat(registry.get("comfymesh.executor.run")
                        .tags("target", "target", "target_class", "NVIDIA L4", "ending", "SUCCEEDED")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(1500);
        assertThat(registry.get("comfymesh.executor.run").timers()).hasSize(2);
    }

    @Test
    void countsTheNodeClassesThatFail() {
        tally.ended(failed(
                FailureClass.OUT_OF_MEMORY,
                new GraphFault("3", "Paint", "KSampler", null, "out_of_memory", "No memory.")));
        tally.ended(failed(
                FailureClass.GRAPH_INVALID, new GraphFault("4", "Save", "SaveImage", null, "missing", "No picture.")));

        assertThat(registry.get("comfymesh.executor.node.failures").counters())
                .singleElement()
                .satisfies(counter ->
                        assertThat(counter.getId().getTag("node_class")).isEqualTo("KSampler"));
    }

    private static AttemptFailed failed(FailureClass failure, GraphFault... faults) {
        var cause = new Cause(failure.name(), "It failed.", faults.length == 0 ? null : List.of(faults));
        return new AttemptFailed(ID, NOW, ID, "candidate", "target", failure, failure.category(), cause, 10);
    }

    private static TargetObserved observed(String device) {
        return new TargetObserved(
                "target",
                NOW,
                1,
                1,
                TargetHealth.UP,
                new TargetObserved.Queue(0, 0),
                new TargetObserved.Vram(0, 0),
                List.of(),
                null,
                new TargetObserved.Machine("", "", "", device, "cuda"),
                null,
                null);
    }
}
