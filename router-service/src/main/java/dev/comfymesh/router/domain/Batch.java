package dev.comfymesh.router.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Offers in few words: of targets that are alike but for how long a run would wait there, and how likely it comes to an output.
 *
 * @param like what any of them would offer who had nothing to do and never failed
 * @param aheadMillis of each target, in their order; null where nobody would wait
 * @param successPerMille the same; null where nobody has failed
 */
public record Batch(
        Offer like,
        List<String> targetIds,
        @Nullable List<Long> aheadMillis,
        @Nullable List<Integer> successPerMille) {
    private static final int ALL = 1000;

    public Batch {
        targetIds = List.copyOf(targetIds);
        aheadMillis = aheadMillis == null ? null : List.copyOf(aheadMillis);
        successPerMille = successPerMille == null ? null : List.copyOf(successPerMille);
    }

    /** The offers that are alike, together. */
    static List<Batch> of(Collection<Offer> offers, Pricing pricing) {
        var alike = new LinkedHashMap<Offer, List<Offer>>();
        for (var offer : offers) {
            alike.computeIfAbsent(like(offer, pricing), _ -> new ArrayList<>()).add(offer);
        }
        var batches = new ArrayList<Batch>(alike.size());
        alike.forEach((like, all) -> batches.add(batch(like, all)));
        return batches;
    }

    private static Batch batch(Offer like, List<Offer> all) {
        var waits = all.stream().anyMatch(offer -> offer.aheadMillis() > 0);
        var fails = all.stream().anyMatch(offer -> offer.seen().successPerMille() < ALL);
        return new Batch(
                like,
                all.stream().map(Offer::targetId).toList(),
                waits ? all.stream().map(Offer::aheadMillis).toList() : null,
                fails
                        ? all.stream()
                                .map(offer -> offer.seen().successPerMille())
                                .toList()
                        : null);
    }

    private static Offer like(Offer offer, Pricing pricing) {
        return pricing.offer(
                "",
                offer.microsPerHour(),
                offer.serviceMillis(),
                0,
                offer.seen().succeeding(ALL));
    }

    /** The offers one by one, each with all terms of its price. */
    public Stream<Offer> offers(Pricing pricing) {
        var offers = Stream.<Offer>builder();
        for (int n = 0; n < targetIds.size(); n++) {
            offers.add(pricing.offer(
                    targetIds.get(n),
                    like.microsPerHour(),
                    like.serviceMillis(),
                    aheadMillis == null ? 0 : aheadMillis.get(n),
                    like.seen().succeeding(successPerMille == null ? ALL : successPerMille.get(n))));
        }
        return offers.build();
    }
}
