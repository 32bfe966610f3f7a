package dev.comfymesh.scoring.app;

import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        List<Member> candidates,
        List<Selected> selection) {

    /**
     * One candidate; what was not measured or judged is null, or empty.
     *
     * @param unknown what was to be measured and could not be, and why
     * @param scorerMicros who measured, and for how long
     * @param fingerprint what its picture looks like, in hexadecimal digits
     * @param duplicateOf the better candidate because of which it is not delivered: the two look the same
     */
    public record Member(
            String candidateId,
            int n,
            long seed,
            String state,
            @Nullable UUID attemptId,
            @Nullable String lostTo,
            Map<String, Double> measurements,
            Map<String, String> unknown,
            Map<String, Long> scorerMicros,
            @Nullable Verdict verdict,
            @Nullable String fingerprint,
            @Nullable String duplicateOf) {}
}
