package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The jobs in the router's tables as one transaction sees them; a job is opened before anything of it is changed. */
@CheckReturnValue
public interface JobBook {
    /** Locks the rows of these jobs, in one order for everybody, and reads what of them waits or lives; unknown ones are left out. */
    Uni<Map<UUID, OpenJob>> open(Collection<UUID> jobIds);

    /** Those of these attempts that ended without anybody knowing how, by job, unless what they cost was found out since. */
    Uni<Map<UUID, List<AttemptRow>>> lapsed(Collection<UUID> attemptIds);

    /** Stores what has become of opened or new jobs; a new one that somebody else has stored stays as that one did. */
    Uni<Void> save(Collection<OpenJob> jobs);

    /** These attempts were begun; one that has begun before stays as it is. */
    Uni<Void> started(Map<UUID, Instant> attempts);

    /**
     * Forgets the candidates of jobs that have ended, and notes which of their attempts were delivered; their attempts,
     * decisions and entries of the ledger stay. Answers the deliveries that were not known yet.
     */
    Uni<List<Delivered>> end(Collection<UUID> jobIds, Collection<UUID> deliveredAttempts, Instant at);
}
