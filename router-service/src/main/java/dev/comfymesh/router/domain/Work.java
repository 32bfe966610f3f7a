package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Odds.Passes;
import dev.comfymesh.router.domain.Offer.Eviction;
import dev.comfymesh.router.domain.Offer.Outlook;
import dev.comfymesh.router.domain.Offer.Transfer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of work that places make offers for: how long it runs, what it takes to have its models, and how its price is made.
 * A price is exactly what the offer would come to, which is made only of those few that are shown.
 */
final class Work {
    private final Estimates.Service service;
    private final Map<String, Passes> passes;
    private final Setup setup;
    private final Pricing pricing;
    private @Nullable Expected[] byGrade = new Expected[4];

    /** How a run goes on targets of one grade. */
    private record Expected(long serviceMillis, long spreadPerMille, int passPerMille) {}

    Work(Estimates.Service service, Map<String, Passes> passes, Setup setup, Pricing pricing) {
        this.service = service;
        this.passes = passes;
        this.setup = setup;
        this.pricing = pricing;
    }

    /** What a run there would cost. */
    long costMicros(Place place) {
        var busy = setup.loadMillis(place) + place.paced(on(place.grade).serviceMillis());
        return place.target.traits().microsPerRun(service.shape())
                + Pricing.costMicros(place.target.microsPerHour(), busy);
    }

    /** What it would cost if no model had to be loaded. */
    long warmMicros(Place place, long costMicros) {
        return costMicros - Pricing.costMicros(place.target.microsPerHour(), setup.loadMillis(place));
    }

    /** The price of the offer. */
    long priceMicros(Place place) {
        return priceMicros(place, costMicros(place));
    }

    /** The same where it is known what the run would cost. */
    long priceMicros(Place place, long costMicros) {
        var expected = on(place.grade);
        var millis = place.paced(expected.serviceMillis());
        var delivered = Outlook.deliveredPerMillion(place.successPerMille, expected.passPerMille());
        return costMicros
                + Pricing.riskMicros(costMicros, delivered)
                + pricing.timeMicros(place.aheadMillis(millis) + setup.loadMillis(place) + millis)
                + pricing.evictionMicros(setup.evictionMillis(place), place.target.microsPerHour());
    }

    /** How long a run would have waited there at a moment of the round when it had room. */
    long aheadMillis(Place place, int moment) {
        return place.aheadMillis(place.paced(on(place.grade).serviceMillis()), place.asOf(moment));
    }

    /** The offer to a job whose files have to be brought there. */
    Offer bringing(Offer offer, @Nullable Transfer transfer) {
        return offer.bringing(transfer, pricing);
    }

    List<Batch> batches(List<Offer> offers) {
        return Batch.of(offers, pricing);
    }

    Offer offer(Place place) {
        return offer(place, place.aheadMillis(place.paced(on(place.grade).serviceMillis())));
    }

    /** What it was while a run would have waited so long there. */
    Offer offer(Place place, long aheadMillis) {
        var expected = on(place.grade);
        var millis = place.paced(expected.serviceMillis());
        var load = setup.loadMillis(place);
        var eviction = setup.evictionMillis(place);
        var outlook = new Outlook(
                place.target.traits().microsPerRun(service.shape()),
                load,
                expected.spreadPerMille(),
                place.successPerMille,
                expected.passPerMille(),
                0,
                0,
                eviction == 0 ? null : new Eviction(eviction, 0),
                null);
        return pricing.offer(place.target.targetId(), place.target.microsPerHour(), millis, aheadMillis, outlook);
    }

    private Expected on(Grade grade) {
        if (grade.number() >= byGrade.length) {
            byGrade = Arrays.copyOf(byGrade, 2 * grade.number());
        }
        var known = byGrade[grade.number()];
        if (known == null) {
            var length = service.on(grade.name());
            known = new Expected(
                    length.serviceMillis(),
                    length.spreadPerMille(),
                    Odds.passPerMille(grade.passRate(), passes.get(grade.name())));
            byGrade[grade.number()] = known;
        }
        return known;
    }
}
