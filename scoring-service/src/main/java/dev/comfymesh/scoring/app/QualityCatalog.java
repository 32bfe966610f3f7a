package dev.comfymesh.scoring.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.scoring.domain.Drift;
import dev.comfymesh.scoring.domain.Measurements;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was judged of late, across pools. */
@CheckReturnValue
public interface QualityCatalog {
    /** Of each version of a workflow that the last pools came from, those with the most pools first. */
    Uni<List<Quality>> all();

    /** Of the last pools of this version of a workflow; empty when there are none. */
    Uni<List<Quality>> of(String workflow);

    /** The last candidates that were judged, by workflow, the oldest first. */
    Uni<Map<String, List<Drift.Seen>>> lastSeen();

    /** What was measured in these candidates, as far as they are known and anything was. */
    Uni<Map<String, Measurements>> measurements(Set<String> candidateIds);
}
