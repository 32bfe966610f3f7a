package dev.comfymesh.router.domain;

import java.util.Arrays;

/**
 * Places by what they ask, the cheapest first, ties by the order of the fleet. A round prices tens of thousands and looks at few:
 * so they stand in arrays, and no object is made for each.
 */
final class PriceHeap {
    private Place[] places;
    private long[] prices;
    private int[] changes;
    private int size;

    PriceHeap(int expected) {
        places = new Place[expected];
        prices = new long[expected];
        changes = new int[expected];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The place that is cheapest by what was asked when it was added. */
    Place first() {
        return places[0];
    }

    long firstPrice() {
        return prices[0];
    }

    /** Whether what the first offers is still what it was when it was added. */
    boolean isFirstCurrent() {
        return changes[0] == places[0].changes();
    }

    void add(Place place, long price) {
        if (size == places.length) {
            var length = Math.max(8, 2 * size);
            places = Arrays.copyOf(places, length);
            prices = Arrays.copyOf(prices, length);
            changes = Arrays.copyOf(changes, length);
        }
        var hole = size++;
        while (hole > 0 && precedes(price, place, (hole - 1) / 2)) {
            move((hole - 1) / 2, hole);
            hole = (hole - 1) / 2;
        }
        put(hole, place, price, place.changes());
    }

    void removeFirst() {
        size--;
        sink(places[size], prices[size], changes[size]);
    }

    /** The first asks that from now on. */
    void repriceFirst(long price) {
        sink(places[0], price, places[0].changes());
    }

    private void sink(Place place, long price, int change) {
        var hole = 0;
        for (var child = 1; child < size; child = 2 * hole + 1) {
            var next = child + 1 < size && precedes(prices[child + 1], places[child + 1], child) ? child + 1 : child;
            if (precedes(price, place, next)) {
                break;
            }
            move(next, hole);
            hole = next;
        }
        put(hole, place, price, change);
    }

    private boolean precedes(long price, Place place, int other) {
        return price != prices[other] ? price < prices[other] : place.number < places[other].number;
    }

    private void move(int from, int to) {
        put(to, places[from], prices[from], changes[from]);
    }

    private void put(int at, Place place, long price, int change) {
        places[at] = place;
        prices[at] = price;
        changes[at] = change;
    }
}
