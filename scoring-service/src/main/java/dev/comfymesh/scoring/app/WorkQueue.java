package dev.comfymesh.scoring.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Examination;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Candidates that wait to be measured, shared by all replicas. Work is lent for a while: whoever dies over it loses it to
 * the next, and whoever is late finds it finished.
 */
@CheckReturnValue
public interface WorkQueue {
    /** Lends the oldest work that nobody has; empty when there is none. */
    Uni<Optional<Work>> take();

    /** Returns work untouched, for later; this try does not count. */
    Uni<Void> giveBack(Work work);

    /** Stores the verdict, once a candidate, and whatever follows from it for the pool. */
    Uni<Void> finish(Work work, Examination examination, Verdict verdict);
}
