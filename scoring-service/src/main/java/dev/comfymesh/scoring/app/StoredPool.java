package dev.comfymesh.scoring.app;

import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.domain.Candidate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pool as it is stored, with all that was measured; the selection is empty until one was made.
 *
 * @param profileVersion null if nobody knows the profile, or if the pool is older than versions are
 */
public record StoredPool(
        UUID jobId,
        String state,
        String profile,
        @Nullable String profileVersion,
        int deliver,
        int maxCandidates,
        int wave,
        Instant deadline,
        List<Candidate> candidates,
        List<Selected> selection) {
    public StoredPool {
        candidates = List.copyOf(candidates);
        selection = List.copyOf(selection);
    }

    /** The version that it is judged under. */
    String profileRef() {
        return profileVersion == null ? profile : profile + "@" + profileVersion;
    }
}
