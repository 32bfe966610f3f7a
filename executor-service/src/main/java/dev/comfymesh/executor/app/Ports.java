package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Care;
import dev.comfymesh.executor.domain.Course;
import java.time.Clock;

/** What the running of attempts stands on. */
public record Ports(
        AttemptStore attempts,
        TargetStore targets,
        ObservationStore observed,
        Observations observations,
        NodeAgents agents,
        CatalogueStore catalogues,
        StageInputs inputs,
        CollectOutputs outputs,
        Nodes nodes,
        Tenures tenures,
        Loops loops,
        Notes notes,
        RunHistories histories,
        Tally tally,
        Care care,
        Course course,
        Pace pace,
        Clock clock) {

    /** The same, with other loops. */
    Ports with(Loops others) {
        return new Ports(
                attempts,
                targets,
                observed,
                observations,
                agents,
                catalogues,
                inputs,
                outputs,
                nodes,
                tenures,
                others,
                notes,
                histories,
                tally,
                care,
                course,
                pace,
                clock);
    }
}
