package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Offer.Transfer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was said of each target of a large fleet when a candidate was placed: why it was passed over, or how long a run would wait
 * there. It is taken down in a few numbers; whoever stores the decision has words and prices made of them.
 */
public final class Census {
    private final List<Place> places;
    private final @Nullable Objection[] objections;
    private final long[] aheadMillis;
    private final @Nullable Transfer[] transfers;
    private final Work work;
    private final int[] counts = new int[Objection.values().length];

    private Census(List<Place> places, @Nullable Objection[] barred, Work work, boolean bringsFiles) {
        this.places = places;
        this.objections = Arrays.copyOf(barred, barred.length);
        this.work = work;
        this.aheadMillis = new long[places.size()];
        this.transfers = new Transfer[bringsFiles ? places.size() : 0];
    }

    /**
     * @param barred why each place is not usable, by its number; null for those that are
     * @param objection why one that has room was passed over, null where it was not; none where nothing speaks against any
     * @param transfer what has to be brought there; none for a job that brings no files
     */
    static Census of(
            List<Place> places,
            @Nullable Objection[] barred,
            List<Place> usable,
            Work work,
            @Nullable Function<Place, @Nullable Objection> objection,
            @Nullable Function<Place, @Nullable Transfer> transfer) {
        var census = new Census(places, barred, work, transfer != null);
        for (var place : usable) {
            if (!place.hasRoom()) {
                census.objections[place.number] = Objection.NO_SLOT;
                continue;
            }
            census.aheadMillis[place.number] = work.aheadMillis(place);
            if (objection != null) {
                census.objections[place.number] = objection.apply(place);
            }
            if (transfer != null) {
                census.transfers[place.number] = transfer.apply(place);
            }
        }
        for (var one : census.objections) {
            if (one != null) {
                census.counts[one.ordinal()]++;
            }
        }
        return census;
    }

    /** How many were passed over for which reason. */
    Map<Objection, Integer> counts() {
        var some = new EnumMap<Objection, Integer>(Objection.class);
        for (var objection : Objection.values()) {
            if (counts[objection.ordinal()] > 0) {
                some.put(objection, counts[objection.ordinal()]);
            }
        }
        return some;
    }

    /** The targets that were passed over, by the reason. */
    public Map<Objection, List<String>> passedOver() {
        var named = new EnumMap<Objection, List<String>>(Objection.class);
        for (var place : places) {
            var objection = objections[place.number];
            if (objection != null) {
                named.computeIfAbsent(objection, _ -> new ArrayList<>()).add(place.target.targetId());
            }
        }
        return named;
    }

    /** The offers of all that could be had beside these. */
    public List<Batch> offersBeside(Collection<Offer> compared) {
        var known = new HashSet<String>();
        compared.forEach(offer -> known.add(offer.targetId()));
        var others = new ArrayList<Offer>();
        for (var place : places) {
            if (objections[place.number] == null && !known.contains(place.target.targetId())) {
                var offer = work.offer(place, aheadMillis[place.number]);
                others.add(transfers.length == 0 ? offer : work.bringing(offer, transfers[place.number]));
            }
        }
        return work.batches(others);
    }
}
