package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.router.domain.PoisonRule.Evidence;
import dev.comfymesh.router.domain.Quarantine;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What one transaction sees of workflows that may kill targets. */
@CheckReturnValue
public interface PoisonBook {
    /** The evidence for each suspected attempt that is known. */
    Uni<Map<UUID, Evidence>> evidence(Question question);

    /** Keeps these away from now on; one that is kept away already is kept away for longer. */
    Uni<Void> keepAway(List<Quarantine> quarantines);

    /**
     * About attempts that died just now.
     *
     * @param suspects those to ask about
     * @param died all that died, the suspects among them
     * @param began those that began in the same breath
     * @param window how far back others that died are counted
     */
    record Question(
            Collection<UUID> suspects,
            Collection<UUID> died,
            Set<UUID> began,
            int runs,
            Duration window,
            Instant now) {}
}
