package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Offer.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to bring the input files of jobs to targets, in the course of one round: a node that holds them is brought
 * nothing, those that the round itself sends there among them. A third party keeps none.
 */
final class Transfers {
    private final InputsAtHand before;
    private final InputsAtHand now = new InputsAtHand();
    private final Loads loads;

    Transfers(InputsAtHand before, Loads loads) {
        this.before = before;
        this.loads = loads;
    }

    /** Null where nothing is to be brought. */
    @Nullable
    Transfer of(Job job, Target target) {
        var bytes = 0L;
        for (var input : job.inputs()) {
            if (!isThere(job, input, target)) {
                bytes += input.bytes();
            }
        }
        return bytes == 0 ? null : new Transfer(bytes, loads.transferMillis(bytes, target.kind()), 0);
    }

    /** An attempt of the job goes there. */
    void taken(Job job, String targetId) {
        now.brought(job, targetId);
    }

    private boolean isThere(Job job, Input input, Target target) {
        return target.isOurs()
                && (before.holds(target.targetId(), job, input) || now.holds(target.targetId(), job, input));
    }
}
