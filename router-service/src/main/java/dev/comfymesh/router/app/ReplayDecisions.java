package dev.comfymesh.router.app;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Decides recorded decisions again: each must come out as it did. */
public final class ReplayDecisions {
    private static final int MOST = 10_000;

    private final DecisionLog log;

    public ReplayDecisions(DecisionLog log) {
        this.log = log;
    }

    /** How many were decided again, and what came out differently. */
    public record Replays(int checked, List<String> violations) {}

    /** The latest ones since then. */
    public Uni<Replays> since(Instant oldest) {
        return log.since(oldest, MOST).map(decisions -> new Replays(decisions.size(), violations(decisions)));
    }

    private static List<String> violations(List<StoredDecision> decisions) {
        return decisions.stream()
                .flatMap(decision -> decision.difference().stream()
                        .map(difference -> "I15: decision %s of candidate %s: %s"
                                .formatted(decision.decisionId(), decision.candidateId(), difference)))
                .toList();
    }
}
