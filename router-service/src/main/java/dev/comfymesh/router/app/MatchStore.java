package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.LatencyGuard.Placed;
import dev.comfymesh.router.domain.Served;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The tables as the matcher reads and changes them; {@code lease} is the epoch under which alone it may change them. */
@CheckReturnValue
public interface MatchStore {
    Uni<Demand> demand();

    Uni<Demand> demand(Set<UUID> jobIds);

    /** Those of these attempts that live and were not asked to end. */
    Uni<List<Placed>> placed(Collection<UUID> attemptIds);

    /** How long each tenant was served lately, by the attempts of jobs that are not too old to count. */
    Uni<Map<String, Served>> served(Instant now, Duration halfLife);

    /**
     * Assigns as many of these as still hold, in one transaction with decision, slot and fact: the candidate waits, the
     * target has a free slot and takes work, the cap pays. Answers those.
     */
    Uni<List<Assigned>> assign(Lease lease, List<Assigned> decisions, Instant now);

    /** Changes these jobs, each of which it waits for, in a transaction that also publishes the facts. */
    Uni<Void> change(Lease lease, Set<UUID> jobIds, Function<OpenJob, List<JobFact>> change);
}
