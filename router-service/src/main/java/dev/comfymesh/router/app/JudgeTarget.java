package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Standing.Ejection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Keeps the standing of targets by what became of their attempts; no judgement is lost. Only one that changes a standing
 * takes a lock on its target, so that the many honest results wait for nobody.
 */
public final class JudgeTarget {
    private final Ejection ejection;

    public JudgeTarget(Ejection ejection) {
        this.ejection = ejection;
    }

    /** An attempt failed there through the target's own fault. */
    Uni<Void> failed(TargetBook book, String targetId, Instant now) {
        return restate(book, targetId, standing -> standing.failed(ejection, now));
    }

    /** The outputs of an attempt were looked at: a target whose outputs are no pictures has lied about its success. */
    public Uni<Void> scored(TargetBook book, UUID attemptId, boolean lied, Instant now) {
        return book.targetOf(attemptId)
                .chain(target -> target.map(id -> restate(
                                book, id, standing -> lied ? standing.failed(ejection, now) : standing.honest(now)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private static Uni<Void> restate(TargetBook book, String targetId, UnaryOperator<Standing> change) {
        return book.standing(targetId)
                .chain(seen -> seen.filter(before -> !Objects.equals(before, change.apply(before)))
                        .map(_ -> restateLocked(book, targetId, change))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private static Uni<Void> restateLocked(TargetBook book, String targetId, UnaryOperator<Standing> change) {
        return book.lockStanding(targetId)
                .chain(known -> known.map(before -> book.restate(targetId, change.apply(before)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
