package dev.comfymesh.executor.app;

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
        CollectOutputs outputs,
        Nodes nodes,
        Tenures tenures,
        Loops loops,
        Notes notes,
        Tally tally,
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
                outputs,
                nodes,
                tenures,
                others,
                notes,
                tally,
                course,
                pace,
                clock);
    }
}
