package dev.comfymesh.router.domain;

import java.util.Comparator;
import java.util.List;

/**
 * A policy that chooses again among the offers of recorded decisions: the first of its order, unless a target is to have a
 * second chance. It sees what was recorded and nothing else: the same offers give the same choice.
 */
public record Rechoice(String policy, Comparator<Offer> order) {
    private static final Comparator<Offer> BY_COST = Comparator.comparingLong(Offer::costMicros);
    private static final Comparator<Offer> BY_END = Comparator.comparingLong(Rechoice::endMillis);
    private static final Comparator<Offer> BY_ID = Comparator.comparing(Offer::targetId);

    /** Money alone counts. */
    public static Rechoice cheapest() {
        return new Rechoice("cheapest", BY_COST.thenComparing(BY_END).thenComparing(BY_ID));
    }

    /** Time alone counts. */
    public static Rechoice fastest() {
        return new Rechoice("fastest", BY_END.thenComparing(BY_COST).thenComparing(BY_ID));
    }

    /** A second until the end of the run is worth so much instead, and all else of the price what it was. */
    public static Rechoice priced(long microsPerSecondOfWait) {
        Comparator<Offer> byPrice = Comparator.comparingLong(offer -> offer.priceMicros()
                - offer.timeMicros()
                + Math.ceilDiv(microsPerSecondOfWait * endMillis(offer), 1000));
        return new Rechoice("priced", byPrice.thenComparing(BY_ID));
    }

    /** There is at least one offer. */
    public Offer among(List<Offer> offers, Terms terms) {
        return offers.stream()
                .filter(offer -> offer.targetId().equals(terms.chosenAhead()))
                .findFirst()
                .orElseGet(() -> offers.stream().min(order).orElseThrow());
    }

    /** How long after the decision the run is expected to end. */
    public static long endMillis(Offer offer) {
        return offer.aheadMillis() + offer.serviceMillis();
    }
}
