package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.router.domain.Silence.Contact;
import dev.comfymesh.router.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is known of targets from experience, as one transaction sees it. */
@CheckReturnValue
public interface TargetBook {
    /** Keeps it unless a later one, by (epoch, n), is known. */
    Uni<Void> observe(TargetObserved observed);

    /** Nothing is known of what the target shows from now on. */
    Uni<Void> forgetObservation(String targetId);

    /** Counts whether the outputs of these attempts passed; attempts that are not known are left out. */
    Uni<Void> count(Map<UUID, Boolean> verdicts);

    /** Where the attempts ran and how those targets stand; attempts and targets that are not known are left out. */
    Uni<Map<UUID, Stand>> standingsOf(Collection<UUID> attemptIds);

    /** Where each target is reached, and when it was last silent. */
    Uni<List<Contact>> contacts();

    /** The standings of these targets, held until the transaction ends: nobody else restates them meanwhile. */
    Uni<Map<String, Standing>> lockStandings(Collection<String> targetIds);

    Uni<Void> restate(Map<String, Standing> standings);

    /** How the target stands to which an attempt was assigned then. */
    record Stand(String targetId, Instant assignedAt, Standing standing) {}
}
