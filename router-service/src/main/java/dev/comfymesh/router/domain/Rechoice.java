package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Priority;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy that chooses again among the offers of recorded decisions: the first of its order, unless a target comes before
 * cheaper ones. Where waiting for a target without room was weighed, that is an offer too. It sees what was recorded and
 * nothing else: the same offers give the same choice.
 */
public record Rechoice(String policy, Preference preference) {
    private static final Comparator<Offer> BY_COST = Comparator.comparingLong(Offer::costMicros);
    private static final Comparator<Offer> BY_END = Comparator.comparingLong(Rechoice::endMillis);
    private static final Comparator<Offer> BY_ID = Comparator.comparing(Offer::targetId);

    /** In which order a candidate of that priority would have the offers, the best first. */
    @FunctionalInterface
    public interface Preference {
        Comparator<Offer> order(Terms terms, Priority priority);
    }

    /** Money alone counts. */
    public static Rechoice cheapest() {
        return always("cheapest", BY_COST.thenComparing(BY_END).thenComparing(BY_ID));
    }

    /** Time alone counts. */
    public static Rechoice fastest() {
        return always("fastest", BY_END.thenComparing(BY_COST).thenComparing(BY_ID));
    }

    /** A second until the end of the run is worth so much instead, and all else of the price what it was. */
    public static Rechoice priced(long microsPerSecondOfWait) {
        Comparator<Offer> byPrice = Comparator.comparingLong(offer -> offer.priceMicros()
                - offer.timeMicros()
                - offer.transferMicros()
                + Math.ceilDiv(microsPerSecondOfWait * endMillis(offer), 1000));
        return always("priced", byPrice.thenComparing(BY_ID));
    }

    /** The offers are priced as that policy prices them. */
    public static Rechoice of(Economy economy) {
        return new Rechoice(economy.signature(), (terms, priority) -> {
            var lateness = economy.worth(priority).lateness();
            Comparator<Offer> byPrice = Comparator.comparingLong(offer -> economy.pricing()
                    .again(offer)
                    .due(lateness, due(terms), terms.at())
                    .priceMicros());
            return byPrice.thenComparing(BY_ID);
        });
    }

    /** There is at least one offer. */
    public Offer among(List<Offer> offers, Terms terms, Priority priority) {
        return offers.stream()
                .filter(offer -> offer.targetId().equals(terms.chosenAhead()))
                .findFirst()
                .orElseGet(() -> Stream.concat(offers.stream(), Stream.ofNullable(later(terms)))
                        .min(preference.order(terms, priority))
                        .orElseThrow());
    }

    private static @Nullable Offer later(Terms terms) {
        return terms.worth() == null ? null : terms.worth().later();
    }

    /** How long after the decision the run is expected to end. */
    public static long endMillis(Offer offer) {
        return offer.endMillis();
    }

    private static Rechoice always(String policy, Comparator<Offer> order) {
        return new Rechoice(policy, (_, _) -> order);
    }

    private static Instant due(Terms terms) {
        return terms.worth() == null ? terms.deadline() : terms.worth().due();
    }
}
