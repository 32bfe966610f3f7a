package dev.comfymesh.router.domain;

import java.util.Comparator;

/**
 * What it would take to run a candidate on one target, all in micros of a US dollar: what the run costs us, and what the
 * time until its end is worth. The first four say what the price follows from.
 */
public record Offer(
        String targetId, long microsPerHour, long serviceMillis, long aheadMillis, long costMicros, long timeMicros) {
    /** The cheapest first; ties by id. */
    static final Comparator<Offer> BY_PRICE =
            Comparator.comparingLong(Offer::priceMicros).thenComparing(Offer::targetId);

    public long priceMicros() {
        return costMicros + timeMicros;
    }
}
