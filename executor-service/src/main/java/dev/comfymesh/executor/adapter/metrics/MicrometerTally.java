package dev.comfymesh.executor.adapter.metrics;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.app.Tally;
import dev.comfymesh.executor.domain.TargetClass;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts in Micrometer. Labels are targets, their classes, node classes and classes of failures: all of them few. */
@ApplicationScoped
class MicrometerTally implements Tally {
    private static final Duration[] STEPS = {
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10)
    };
    private static final Set<FailureClass> OF_NODES = EnumSet.of(FailureClass.NODE_ERROR, FailureClass.OUT_OF_MEMORY);

    private final MeterRegistry registry;
    private final Counter adopted;
    private final Counter observations;
    private final Map<String, TargetClass> classes = new ConcurrentHashMap<>();
    private final Map<List<String>, Timer> computed = new ConcurrentHashMap<>();
    private final Map<List<String>, Timer> runs = new ConcurrentHashMap<>();

    MicrometerTally(MeterRegistry registry) {
        this.registry = registry;
        this.adopted = registry.counter("comfymesh.executor.attempts.adopted");
        this.observations = registry.counter("comfymesh.executor.observations");
    }

    @Override
    public void adopted(long runs) {
        adopted.increment(runs);
    }

    @Override
    public void observed(TargetObserved seen) {
        observations.increment();
        classes.put(seen.targetId(), TargetClass.of(seen.machine()));
    }

    @Override
    public void computed(String nodeClass, TargetClass targetClass, Duration took) {
        computed.computeIfAbsent(
                        List.of(nodeClass, targetClass.name()),
                        key -> Timer.builder("comfymesh.executor.node")
                                .tags("node_class", key.getFirst(), "target_class", key.getLast())
                                .serviceLevelObjectives(STEPS)
                                .register(registry))
                .record(took);
    }

    @Override
    public void ended(JobFact fact) {
        switch (fact) {
            case AttemptSucceeded end -> ran(end.targetId(), "SUCCEEDED", end.gpuMillis());
            case AttemptFailed end -> {
                ran(end.targetId(), end.failure().name(), end.gpuMillis());
                if (OF_NODES.contains(end.failure())) {
                    Objects.requireNonNullElse(end.problem().faults(), List.<GraphFault>of())
                            .forEach(fault -> failed(end, fault));
                }
            }
            default -> {
                // Ends no attempt.
            }
        }
    }

    private void ran(String target, String ending, long gpuMillis) {
        runs.computeIfAbsent(
                        List.of(target, ending),
                        key -> Timer.builder("comfymesh.executor.run")
                                .tags(
                                        "target",
                                        target,
                                        "target_class",
                                        classOf(target).name(),
                                        "ending",
                                        ending)
                                .register(registry))
                .record(Duration.ofMillis(gpuMillis));
    }

    private void failed(AttemptFailed end, GraphFault fault) {
        registry.counter(
                        "comfymesh.executor.node.failures",
                        "node_class",
                        fault.classType(),
                        "target_class",
                        classOf(end.targetId()).name(),
                        "failure",
                        end.failure().name())
                .increment();
    }

    private TargetClass classOf(String target) {
        return classes.getOrDefault(target, TargetClass.UNKNOWN);
    }
}
