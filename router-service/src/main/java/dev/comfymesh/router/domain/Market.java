package dev.comfymesh.router.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The offers for one kind of work in the course of one round, the cheapest at hand. As places only grow fuller, and
 * dearer, an offer is looked at again only when it comes first.
 */
final class Market {
    /** So many are compared in the end: what was chosen must be seen to be the best of them. */
    private static final int COMPARED = 3;
    /** So many are looked at for it where being late outweighs the price that orders them. */
    private static final int LOOKED_AT = 48;

    private final List<Place> usable;
    private final Estimates.Service service;
    private final String digest;
    private final Needs needs;
    private final PriorityQueue<Entry> entries;
    private long cheapestMicros = Long.MAX_VALUE;

    private record Entry(Place place, int held, Offer offer) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Offer.BY_PRICE.compare(offer, other.offer);
        }
    }

    /** A place that has no room yet, and what it would take to wait for it. */
    record Later(Place place, Offer offer) {}

    Market(List<Place> usable, Estimates.Service service, String digest, Needs needs) {
        this.usable = usable;
        this.service = service;
        this.digest = digest;
        this.needs = needs;
        var open = new ArrayList<Entry>(usable.size());
        for (var place : usable) {
            if (place.hasRoom()) {
                var entry = entry(place);
                open.add(entry);
                cheapestMicros = Math.min(cheapestMicros, entry.offer().costMicros());
            }
        }
        entries = new PriorityQueue<>(open);
    }

    /** Whether no run here costs as little as this. */
    boolean isDearerThan(long micros) {
        return cheapestMicros > micros;
    }

    Offer offer(Place place) {
        return place.offer(service, digest, needs, false);
    }

    /**
     * The cheapest offers that suit, a few, in the order of their price; each is shown once to {@code suits}.
     *
     * @param due what an offer is to the candidate: never cheaper than it is without regard to whom it is made
     */
    List<Offer> cheapest(Suits suits, UnaryOperator<Offer> due) {
        var found = new ArrayList<Offer>(COMPARED);
        var shown = new ArrayList<Entry>();
        for (var entry = next(); entry != null && isWanted(entry, found, shown.size()); entry = next()) {
            shown.add(entries.remove());
            if (suits.test(entry.place(), entry.offer())) {
                insert(due.apply(entry.offer()), found);
            }
        }
        entries.addAll(shown);
        return found;
    }

    /** The best of our own targets that have no room yet, but for those that are avoided. */
    @Nullable
    Later later(Predicate<Place> suits, UnaryOperator<Offer> due) {
        Later best = null;
        for (var place : usable) {
            if (!place.hasRoom() && place.target.isOurs() && suits.test(place)) {
                var seen = due.apply(place.offer(service, digest, needs, true));
                if (best == null || Offer.BY_PRICE.compare(seen, best.offer()) < 0) {
                    best = new Later(place, seen);
                }
            }
        }
        return best;
    }

    /** Whether an offer is one for the candidate. */
    @FunctionalInterface
    interface Suits {
        boolean test(Place place, Offer offer);
    }

    /** Enough are found once no further one can be cheaper than the dearest of them. */
    private static boolean isWanted(Entry next, List<Offer> found, int looked) {
        return found.size() < COMPARED
                || looked < LOOKED_AT && Offer.BY_PRICE.compare(next.offer(), found.getLast()) < 0;
    }

    private static void insert(Offer offer, List<Offer> found) {
        found.add(offer);
        found.sort(Offer.BY_PRICE);
        if (found.size() > COMPARED) {
            found.removeLast();
        }
    }

    private @Nullable Entry next() {
        for (var first = entries.peek(); first != null; first = entries.peek()) {
            if (first.place().hasRoom() && first.held() == first.place().held()) {
                return first;
            }
            entries.remove();
            if (first.place().hasRoom()) {
                entries.add(entry(first.place()));
            }
        }
        return null;
    }

    private Entry entry(Place place) {
        return new Entry(place, place.held(), offer(place));
    }
}
