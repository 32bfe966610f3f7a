package dev.comfymesh.scoring.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.scoring.domain.Examination;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Candidates that wait to be measured, shared by all replicas. Work is lent for a while: whoever dies over it loses it to
 * the next, and whoever is late finds it finished.
 */
@CheckReturnValue
public interface WorkQueue {
    /** Some of the oldest work, and whether more is free at this moment. */
    record Batch(List<Work> work, boolean more) {
        public Batch {
            work = List.copyOf(work);
        }
    }

    /** Work that was looked at. */
    record Finished(Work work, Examination examination) {}

    /**
     * Lends the oldest work that nobody has, as much as is soon measured. What somebody was lent before and did not finish
     * comes alone: it may be what killed that one.
     */
    Uni<Batch> take();

    /** Returns work untouched, for later; this try does not count. */
    Uni<Void> giveBack(Work work);

    /** Stores each verdict, once a candidate, and whatever follows from them for the pools: all of it or nothing. */
    Uni<Void> finish(List<Finished> finished);
}
