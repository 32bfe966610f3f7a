package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Offer.Transfer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said of each target of a large fleet when a candidate was placed: why it was passed over, or how long a run would wait
 * there. Nearly all of that follows from what the places remember of that moment: it is worked out only for decisions that are kept.
 */
public final class Census {
    private final List<Place> places;
    private final int moment;
    private final @Nullable Objection[] barred;
    private final Work work;
    private final Map<Place, Objection> objections = new IdentityHashMap<>();
    private final Map<Place, Transfer> transfers = new IdentityHashMap<>();

    /** @param barred why each place is not usable, by its number; null for those that are */
    Census(Places places, @Nullable Objection[] barred, Work work) {
        this.places = places.all();
        this.moment = places.moment();
        this.barred = barred;
        this.work = work;
    }

    /** One that has room was passed over. */
    void passOver(Place place, Objection objection) {
        objections.put(place, objection);
    }

    /** That would have to be brought there. */
    void bring(Place place, Transfer transfer) {
        transfers.put(place, transfer);
    }

    /** Whether any was passed over that had room. */
    boolean hasObjections() {
        return !objections.isEmpty();
    }

    /** How many were passed over for which reason. */
    Map<Objection, Integer> counts() {
        var counts = new EnumMap<Objection, Integer>(Objection.class);
        for (var place : places) {
            var objection = objection(place);
            if (objection != null) {
                counts.merge(objection, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** The targets that were passed over, by the reason. */
    public Map<Objection, List<String>> passedOver() {
        var named = new EnumMap<Objection, List<String>>(Objection.class);
        for (var place : places) {
            var objection = objection(place);
            if (objection != null) {
                named.computeIfAbsent(objection, _ -> new ArrayList<>()).add(place.target.targetId());
            }
        }
        return named;
    }

    private @Nullable Objection objection(Place place) {
        var always = barred[place.number];
        if (always != null) {
            return always;
        }
        return place.asOf(moment).room() ? objections.get(place) : Objection.NO_SLOT;
    }

    /** The offers of all that could be had beside these. */
    public List<Batch> offersBeside(Collection<Offer> compared) {
        var known = new HashSet<String>();
        compared.forEach(offer -> known.add(offer.targetId()));
        var others = new ArrayList<Offer>();
        for (var place : places) {
            if (objection(place) == null && !known.contains(place.target.targetId())) {
                others.add(work.bringing(work.offer(place, work.aheadMillis(place, moment)), transfers.get(place)));
            }
        }
        return work.batches(others);
    }
}
