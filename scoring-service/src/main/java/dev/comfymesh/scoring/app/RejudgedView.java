package dev.comfymesh.scoring.app;

import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.domain.Outcome;
import dev.comfymesh.scoring.domain.Profile;
import java.util.List;
import java.util.UUID;

/**
 * What would be delivered of a pool under another profile, of the candidates that have ended.
 *
 * @param added who would be delivered and was not
 * @param dropped who was delivered and would not be
 */
public record RejudgedView(
        UUID jobId,
        String profile,
        String profileVersion,
        boolean complete,
        List<ReasonCount> reasons,
        List<Selected> selection,
        List<String> added,
        List<String> dropped,
        List<MemberView> candidates) {
    static RejudgedView of(StoredPool pool, Profile profile, Outcome.Closed closed, List<MemberView> candidates) {
        var before = ids(pool.selection());
        var after = ids(closed.selection());
        return new RejudgedView(
                pool.jobId(),
                profile.name(),
                profile.digest(),
                closed.complete(),
                closed.reasons(),
                closed.selection(),
                after.stream().filter(id -> !before.contains(id)).toList(),
                before.stream().filter(id -> !after.contains(id)).toList(),
                candidates);
    }

    private static List<String> ids(List<Selected> selection) {
        return selection.stream().map(Selected::candidateId).toList();
    }
}
