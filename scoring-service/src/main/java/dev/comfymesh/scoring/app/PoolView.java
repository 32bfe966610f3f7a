package dev.comfymesh.scoring.app;

import dev.comfymesh.contracts.Selected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pool as an operator sees it; the selection is empty until one was made.
 *
 * @param profileVersion the digest of the version that it is judged under; null if its profile is unknown, or if it is older
 *     than versions are
 */
public record PoolView(
        UUID jobId,
        String state,
        String profile,
        @Nullable String profileVersion,
        int deliver,
        int maxCandidates,
        int wave,
        Instant deadline,
        List<MemberView> candidates,
        List<Selected> selection) {}
