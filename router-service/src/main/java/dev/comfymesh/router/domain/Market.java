package dev.comfymesh.router.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
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
    private final Queue<Entry> open;
    private final Queue<Entry> full;
    private long cheapestMicros = Long.MAX_VALUE;
    private long cheapestWarmMicros = Long.MAX_VALUE;
    private int known;

    private record Entry(Place place, int changes, Offer offer) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Offer.BY_PRICE.compare(offer, other.offer);
        }

        boolean isCurrent() {
            return changes == place.changes();
        }
    }

    /** A place that has no room yet, and what it would take to wait for it. */
    record Later(Place place, Offer offer) {}

    /** @param filled those that have no room, to which the round adds those that lose it */
    Market(List<Place> usable, List<Place> filled, Work work) {
        this.work = work;
        this.compared = usable.size() > Rejections.SMALL_FLEET ? COMPARED : Rejections.SMALL_FLEET;
        this.filled = filled;
        var entries = new ArrayList<Entry>(usable.size());
        for (var place : usable) {
            if (place.hasRoom()) {
                var entry = entry(place);
                entries.add(entry);
                cheapestMicros = Math.min(cheapestMicros, entry.offer().costMicros());
                cheapestWarmMicros = Math.min(cheapestWarmMicros, entry.offer().warmMicros());
            }
        }
        open = new PriorityQueue<>(entries);
        full = new PriorityQueue<>();
    }

    /** Whether no run here costs as little as this. */
    boolean isDearerThan(long micros) {
        return cheapestMicros > micros;
    }

    /** Whether none would even if its target had the models at hand. */
    boolean isAlwaysDearerThan(long micros) {
        return cheapestWarmMicros > micros;
    }

    Offer offer(Place place) {
        return place.offer(work);
    }

    /**
     * The cheapest offers that suit, a few, in the order of their price; each is shown once to {@code suits}.
     *
     * @param due what an offer is to the candidate: never cheaper than it is without regard to whom it is made
     */
    List<Offer> cheapest(Predicate<Offer> suits, UnaryOperator<Offer> due) {
        var found = new ArrayList<Offer>(COMPARED);
        var shown = new ArrayList<Entry>();
        for (var entry = nextOpen(); entry != null && isWanted(entry, found, shown.size()); entry = nextOpen()) {
            shown.add(open.remove());
            if (suits.test(entry.offer())) {
                insert(due.apply(entry.offer()), found);
            }
        }
        open.addAll(shown);
        return found;
    }

    /** The best of our own targets that have no room yet, of those that suit. */
    @Nullable
    Later later(Predicate<Place> suits, UnaryOperator<Offer> due) {
        Later best = null;
        var shown = new ArrayList<Entry>();
        for (var entry = nextFull(); entry != null && isBetter(entry, best, shown.size()); entry = nextFull()) {
            shown.add(full.remove());
            if (suits.test(entry.place())) {
                var seen = due.apply(entry.offer());
                if (best == null || Offer.BY_PRICE.compare(seen, best.offer()) < 0) {
                    best = new Later(entry.place(), seen);
                }
            }
        }
        full.addAll(shown);
        return best;
    }

    /** Enough are found once no further one can be cheaper than the dearest of them. */
    private boolean isWanted(Entry next, List<Offer> found, int looked) {
        return found.size() < compared
                || looked < LOOKED_AT && Offer.BY_PRICE.compare(next.offer(), found.getLast()) < 0;
    }

    private static boolean isBetter(Entry next, @Nullable Later best, int looked) {
        return best == null || looked < LOOKED_AT && Offer.BY_PRICE.compare(next.offer(), best.offer()) < 0;
    }

    private void insert(Offer offer, List<Offer> found) {
        found.add(offer);
        found.sort(Offer.BY_PRICE);
        if (found.size() > compared) {
            found.removeLast();
        }
    }

    private @Nullable Entry nextOpen() {
        for (var first = open.peek(); first != null; first = open.peek()) {
            if (first.isCurrent()) {
                return first;
            }
            open.remove();
            if (first.place().hasRoom()) {
                open.add(entry(first.place()));
            }
        }
        return null;
    }

    private @Nullable Entry nextFull() {
        for (; known < filled.size(); known++) {
            full.add(entry(filled.get(known)));
        }
        for (var first = full.peek(); first != null && !first.isCurrent(); first = full.peek()) {
            full.add(entry(full.remove().place()));
        }
        return full.peek();
    }

    private Entry entry(Place place) {
        return new Entry(place, place.changes(), offer(place));
    }
}
