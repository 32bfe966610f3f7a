package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Rejections.Tally;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a candidate may have: what is left of its job's cap, what an attempt may cost, and where none is wanted. */
record Limits(long leftMicros, long mostMicros, Set<String> avoided) {
    /** What an attempt may cost in any case. */
    long leastMicros() {
        return Math.min(leftMicros, mostMicros);
    }

    boolean allow(Offer offer) {
        return offer.costMicros() <= leastMicros();
    }

    /** Counts what keeps an offer from being one. */
    boolean admit(Offer offer, Target target, Tally tally) {
        var objection = objection(offer.targetId(), offer.costMicros(), offer.warmMicros());
        if (objection == null) {
            return true;
        }
        tally.add(target, objection, () -> sentence(objection, offer.costMicros()));
        return false;
    }

    /** What keeps it from a target where it would cost that; null where nothing does. */
    @Nullable
    Objection objection(String targetId, long costMicros, long warmMicros) {
        if (avoided.contains(targetId)) {
            return Objection.FAILED_THERE;
        }
        if (costMicros > leftMicros) {
            return Objection.OVER_CAP;
        }
        if (costMicros > mostMicros) {
            return warmMicros > mostMicros ? Objection.TOO_DEAR : Objection.COLD;
        }
        return null;
    }

    /** Where every run costs more than it may have. */
    Objection dearth(Market market) {
        if (market.isDearerThan(leftMicros)) {
            return Objection.OVER_CAP;
        }
        return market.isAlwaysDearerThan(mostMicros) ? Objection.TOO_DEAR : Objection.COLD;
    }

    private String sentence(Objection objection, long costMicros) {
        return switch (objection) {
            case FAILED_THERE -> "an attempt of it failed there";
            case OVER_CAP -> "costs %d micros, %d are left of the cap".formatted(costMicros, leftMicros);
            default -> "costs %d micros, an attempt may cost %d".formatted(costMicros, mostMicros);
        };
    }
}
