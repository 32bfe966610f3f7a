package dev.comfymesh.router.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How much hedges may cost: less than this share of all that was spent in the last day, they themselves included. Where nothing
 * was spent there is none.
 *
 * @param perMille 0 for no hedges at all
 */
public record HedgeBudget(int perMille) {

    /** What was spent in the last day: on everything, and on hedges, with what those may cost that have not ended. */
    public record Spent(long allMicros, long hedgeMicros) {
        private Spent plus(Hedge hedge) {
            return new Spent(allMicros, hedgeMicros + hedge.mostMicros());
        }
    }

    public boolean isNothing() {
        return perMille == 0;
    }

    /** Those that it pays for, one after the other. */
    public List<HedgeGuard.Wish> admit(Collection<HedgeGuard.Wish> wishes, Spent spent) {
        var admitted = new ArrayList<HedgeGuard.Wish>();
        var sum = spent;
        for (var wish : wishes) {
            var next = sum.plus(wish.hedge());
            if (1000 * next.hedgeMicros() < perMille * next.allMicros()) {
                admitted.add(wish);
                sum = next;
            }
        }
        return admitted;
    }
}
