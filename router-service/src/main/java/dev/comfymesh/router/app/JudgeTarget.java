package dev.comfymesh.router.app;

import dev.comfymesh.router.app.TargetBook.Stand;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Standing.Ejection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Keeps the standing of targets by what became of their attempts; no judgement is lost. Only one that changes a standing
 * takes a lock on its target, so that the many honest results wait for nobody.
 */
public final class JudgeTarget {
    private final Ejection ejection;

    public JudgeTarget(Ejection ejection) {
        this.ejection = ejection;
    }

    /** In the order in which they were passed. */
    Uni<Void> judge(TargetBook book, List<Judgement> judgements, Instant now) {
        if (judgements.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var attempts = judgements.stream().map(Judgement::attemptId).toList();
        return book.standingsOf(attempts).chain(stands -> {
            var moved = new TreeSet<String>();
            for (var judgement : judgements) {
                var stand = stands.get(judgement.attemptId());
                if (stand != null
                        && !judgement.applied(stand.standing(), ejection, now).equals(stand.standing())) {
                    moved.add(stand.targetId());
                }
            }
            return moved.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : book.lockStandings(moved)
                            .map(held -> fold(held, judgements, stands, now))
                            .chain(book::restate);
        });
    }

    private Map<String, Standing> fold(
            Map<String, Standing> held, List<Judgement> judgements, Map<UUID, Stand> stands, Instant now) {
        var standings = new HashMap<>(held);
        for (var judgement : judgements) {
            var stand = stands.get(judgement.attemptId());
            if (stand != null) {
                standings.computeIfPresent(stand.targetId(), (_, before) -> judgement.applied(before, ejection, now));
            }
        }
        return standings;
    }
}
