package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.executor.domain.AgentReport;
import dev.comfymesh.executor.domain.ModelFile;
import dev.comfymesh.executor.domain.PlacementOrders;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What jobs want placed, and what the nodes' agents said. Changes are told to all replicas. */
@CheckReturnValue
public interface Placements {
    /** What live jobs want, each file once, the most urgent first. */
    Uni<PlacementOrders> wanted();

    /** Where the content of a wanted file is; empty when no live job wants it. */
    Uni<Optional<ModelFile>> find(String sha256);

    /** Stores what an agent says; false, and nothing stored, when there is no such target. */
    Uni<Boolean> hear(String targetId, AgentReport report);

    /** What the agent of each target said last, however long ago. */
    Uni<List<Heard>> agents();

    record Heard(String targetId, Instant at, Duration ago, AgentReport report) {}
}
