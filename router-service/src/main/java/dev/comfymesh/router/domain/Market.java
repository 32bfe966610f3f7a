package dev.comfymesh.router.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The offers for one kind of work in the course of one round, the cheapest at hand. As places only grow fuller, and
 * dearer, an offer is looked at again only when it comes first.
 */
final class Market {
    /** So many are compared in the end: what was chosen must be seen to be the best of them. */
    private static final int COMPARED = 3;

    private final Estimates.Service service;
    private final Pricing pricing;
    private final PriorityQueue<Entry> entries;
    private long cheapestMicros = Long.MAX_VALUE;

    private record Entry(Place place, int held, Offer offer) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Offer.BY_PRICE.compare(offer, other.offer);
        }
    }

    Market(List<Place> usable, Estimates.Service service, Pricing pricing) {
        this.service = service;
        this.pricing = pricing;
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
        var target = place.target;
        var millis = service.expectedMillis(target.targetId());
        return pricing.offer(target.targetId(), target.microsPerHour(), millis, place.aheadMillis(millis));
    }

    /** The cheapest offers that suit, a few, in the order of their price; each is shown once to {@code suits}. */
    List<Offer> cheapest(Suits suits) {
        var found = new ArrayList<Offer>(COMPARED);
        var shown = new ArrayList<Entry>();
        for (var entry = next(); entry != null && found.size() < COMPARED; entry = next()) {
            shown.add(entries.remove());
            if (suits.test(entry.place(), entry.offer())) {
                found.add(entry.offer());
            }
        }
        entries.addAll(shown);
        return found;
    }

    /** Whether an offer is one for the candidate. */
    @FunctionalInterface
    interface Suits {
        boolean test(Place place, Offer offer);
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
