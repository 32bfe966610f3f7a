package dev.comfymesh.router.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The offers for one kind of work in the course of one round, the cheapest at hand: of places that have room, and of our own
 * that will have some. As places only grow fuller, and dearer, an offer is looked at again only when it comes first.
 */
final class Market {
    /** So many are compared in the end, of a small fleet all: what was chosen must be seen to be the best of them. */
    private static final int COMPARED = 3;
    /** So many are looked at for it where being late outweighs the price that orders them. */
    private static final int LOOKED_AT = 48;

    private final Work work;
    private final int compared;
    private final List<Place> filled;
    private final PriceHeap open;
    private final PriceHeap full = new PriceHeap(0);
    private long cheapestMicros = Long.MAX_VALUE;
    private long cheapestWarmMicros = Long.MAX_VALUE;
    private long dearestMicros;
    private int known;

    /** A place that has no room yet, and what it would take to wait for it. */
    record Later(Place place, Offer offer) {}

    /** @param filled those that have no room, to which the round adds those that lose it */
    Market(List<Place> usable, List<Place> filled, Work work) {
        this.work = work;
        this.compared = usable.size() > Rejections.SMALL_FLEET ? COMPARED : Rejections.SMALL_FLEET;
        this.filled = filled;
        open = new PriceHeap(usable.size());
        for (var place : usable) {
            if (place.hasRoom()) {
                var cost = work.costMicros(place);
                cheapestMicros = Math.min(cheapestMicros, cost);
                dearestMicros = Math.max(dearestMicros, cost);
                cheapestWarmMicros = Math.min(cheapestWarmMicros, work.warmMicros(place, cost));
                open.add(place, work.priceMicros(place, cost));
            }
        }
    }

    /** Whether no run here costs as little as this. */
    boolean isDearerThan(long micros) {
        return cheapestMicros > micros;
    }

    /** Whether every run here costs no more than this. */
    boolean isNeverDearerThan(long micros) {
        return dearestMicros <= micros;
    }

    /** Whether none would even if its target had the models at hand. */
    boolean isAlwaysDearerThan(long micros) {
        return cheapestWarmMicros > micros;
    }

    Offer offer(Place place) {
        return work.offer(place);
    }

    Work work() {
        return work;
    }

    /**
     * The cheapest offers that suit, a few, in the order of their price; each is shown once to {@code suits}.
     *
     * @param due what an offer is to the candidate: never cheaper than it is without regard to whom it is made
     */
    List<Offer> cheapest(Predicate<Offer> suits, UnaryOperator<Offer> due) {
        var found = new ArrayList<Offer>(COMPARED);
        var shown = new ArrayList<Shown>();
        while (hasOpen() && isWanted(open, found, shown.size())) {
            var offer = offer(open.first());
            shown.add(Shown.takenOff(open));
            if (suits.test(offer)) {
                insert(due.apply(offer), found);
            }
        }
        shown.forEach(one -> one.putBack(open));
        return found;
    }

    /** The best of our own targets that have no room yet, of those that suit. */
    @Nullable
    Later later(Predicate<Place> suits, UnaryOperator<Offer> due) {
        Later best = null;
        var shown = new ArrayList<Shown>();
        while (hasFull() && isBetter(full, best, shown.size())) {
            var place = full.first();
            shown.add(Shown.takenOff(full));
            if (suits.test(place)) {
                var seen = due.apply(offer(place));
                if (best == null || Offer.BY_PRICE.compare(seen, best.offer()) < 0) {
                    best = new Later(place, seen);
                }
            }
        }
        shown.forEach(one -> one.putBack(full));
        return best;
    }

    /** One that was taken off to see what comes after it. */
    private record Shown(Place place, long price) {
        static Shown takenOff(PriceHeap heap) {
            var shown = new Shown(heap.first(), heap.firstPrice());
            heap.removeFirst();
            return shown;
        }

        void putBack(PriceHeap heap) {
            heap.add(place, price);
        }
    }

    /** Enough are found once no further one can be cheaper than the dearest of them. */
    private boolean isWanted(PriceHeap heap, List<Offer> found, int looked) {
        return found.size() < compared || looked < LOOKED_AT && mayBeat(heap, found.getLast());
    }

    private static boolean isBetter(PriceHeap heap, @Nullable Later best, int looked) {
        return best == null || looked < LOOKED_AT && mayBeat(heap, best.offer());
    }

    private static boolean mayBeat(PriceHeap heap, Offer offer) {
        return heap.firstPrice() == offer.priceMicros()
                ? heap.first().target.targetId().compareTo(offer.targetId()) < 0
                : heap.firstPrice() < offer.priceMicros();
    }

    private void insert(Offer offer, List<Offer> found) {
        found.add(offer);
        found.sort(Offer.BY_PRICE);
        if (found.size() > compared) {
            found.removeLast();
        }
    }

    private boolean hasOpen() {
        while (!open.isEmpty() && !open.isFirstCurrent()) {
            var first = open.first();
            if (first.hasRoom()) {
                open.repriceFirst(work.priceMicros(first));
            } else {
                open.removeFirst();
            }
        }
        return !open.isEmpty();
    }

    private boolean hasFull() {
        for (; known < filled.size(); known++) {
            full.add(filled.get(known), work.priceMicros(filled.get(known)));
        }
        while (!full.isEmpty() && !full.isFirstCurrent()) {
            full.repriceFirst(work.priceMicros(full.first()));
        }
        return !full.isEmpty();
    }
}
