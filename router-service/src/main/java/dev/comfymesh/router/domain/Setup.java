package dev.comfymesh.router.domain;

import java.util.Arrays;

/**
 * What it takes each place of a round to have the models of some work at hand, looked into once for all work that needs the
 * same.
 */
final class Setup {
    private static final long UNKNOWN = -1;

    private final Needs needs;
    private final long[] loadMillis;
    private final long[] evictionMillis;

    /** @param needs of any work that needs these models */
    Setup(Needs needs, int places) {
        this.needs = needs;
        this.loadMillis = new long[places];
        this.evictionMillis = new long[places];
        Arrays.fill(loadMillis, UNKNOWN);
    }

    /** How long it takes to load them. */
    long loadMillis(Place place) {
        var known = loadMillis[place.number];
        return known == UNKNOWN ? lookInto(place) : known;
    }

    /** How long others wait again for what makes room; {@link #loadMillis} was asked before. */
    long evictionMillis(Place place) {
        return evictionMillis[place.number];
    }

    private long lookInto(Place place) {
        var millis = place.loadMillis(needs);
        loadMillis[place.number] = millis;
        evictionMillis[place.number] = millis == 0 ? 0 : place.evictionMillis(needs);
        return millis;
    }
}
