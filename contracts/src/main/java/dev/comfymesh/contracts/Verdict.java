package dev.comfymesh.contracts;

import java.util.List;

/**
 * Measurements judged under a profile: {@code score} lies in [0, 1]; a verdict that did not pass has at least one
 * reason.
 */
public record Verdict(boolean passed, double score, List<Reason> reasons) {
    public Verdict {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score " + score + " is not in [0, 1]");
        }
        reasons = List.copyOf(reasons);
        if (!passed && reasons.isEmpty()) {
            throw new IllegalArgumentException("a verdict that did not pass needs a reason");
        }
    }
}
