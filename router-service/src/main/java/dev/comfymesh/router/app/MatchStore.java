package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.HedgeBudget.Spent;
import dev.comfymesh.router.domain.HedgeGuard.Straggler;
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

    /** Those of these attempts that live and were not asked to end, of jobs in which nothing was hedged. */
    Uni<List<Placed>> placed(Collection<UUID> attemptIds);

    /** Those of these attempts that live and were not asked to end, of jobs in which nothing was hedged yet. */
    Uni<List<Straggler>> stragglers(Collection<UUID> attemptIds);

    /** What the ledger has from then on, with what hedges may cost that have not ended. */
    Uni<Spent> spent(Instant since);

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
