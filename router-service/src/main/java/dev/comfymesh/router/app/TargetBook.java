package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.router.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What is known of targets from experience, as one transaction sees it. */
@CheckReturnValue
public interface TargetBook {
    /** Keeps it unless a later one, by (epoch, n), is known. */
    Uni<Void> observe(TargetObserved observed);

    /** Nothing is known of what the target shows from now on. */
    Uni<Void> forgetObservation(String targetId);

    /** Moves the estimate of a workflow's service time on a target towards what was measured. */
    Uni<Void> learn(String digest, String targetId, Duration service);

    /** Empty for a target that is not defined. */
    Uni<Optional<Standing>> standing(String targetId);

    /** The same, held until the transaction ends: nobody else restates it meanwhile. */
    Uni<Optional<Standing>> lockStanding(String targetId);

    Uni<Void> restate(String targetId, Standing standing);

    /** Where the attempt ran; empty for an attempt that is not known. */
    Uni<Optional<String>> targetOf(UUID attemptId);
}
