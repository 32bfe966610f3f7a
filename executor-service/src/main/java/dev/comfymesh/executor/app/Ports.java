package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Course;
import java.time.Clock;

/** What the running of attempts stands on. */
public record Ports(
        AttemptStore attempts,
        TargetStore targets,
        ObservationStore observed,
        Observations observations,
        CatalogueStore catalogues,
        CollectOutputs outputs,
        Nodes nodes,
        Tenures tenures,
        Loops loops,
        Notes notes,
        Course course,
        Pace pace,
        Clock clock) {}
