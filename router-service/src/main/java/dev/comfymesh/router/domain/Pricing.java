package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Offer.Eviction;
import dev.comfymesh.router.domain.Offer.Outlook;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a run costs: the target's rate for the time that it will take, and what the wait for its end is worth. */
public record Pricing(long microsPerSecondOfWait) {
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long MILLION = 1_000_000;

    /** What so much time on a target with this rate costs, rounded up. */
    public static long costMicros(long microsPerHour, long millis) {
        return Math.ceilDiv(microsPerHour * millis, HOUR_MILLIS);
    }

    /** For how long so much pays on a target with this rate: the longest time where that costs nothing. */
    static Duration paid(long micros, long microsPerHour, Duration longest) {
        return microsPerHour == 0 ? longest : Duration.ofMillis(micros * HOUR_MILLIS / microsPerHour);
    }

    Offer offer(String targetId, long microsPerHour, long serviceMillis, long aheadMillis) {
        return new Offer(
                targetId,
                microsPerHour,
                serviceMillis,
                aheadMillis,
                costMicros(microsPerHour, serviceMillis),
                timeMicros(aheadMillis + serviceMillis));
    }

    /** What its attempts come to until one is delivered, beside the cost of this one, is the risk. */
    Offer offer(String targetId, long microsPerHour, long serviceMillis, long aheadMillis, Outlook outlook) {
        if (outlook.equals(Outlook.PLAIN)) {
            return offer(targetId, microsPerHour, serviceMillis, aheadMillis);
        }
        var busy = outlook.loadMillis() + serviceMillis;
        var cost = outlook.microsPerRun() + costMicros(microsPerHour, busy);
        var risk = Math.ceilDiv(cost * MILLION, outlook.deliveredPerMillion()) - cost;
        return new Offer(
                targetId,
                microsPerHour,
                serviceMillis,
                aheadMillis,
                cost,
                timeMicros(aheadMillis + busy),
                outlook.priced(risk, 0, eviction(outlook, microsPerHour)));
    }

    /** Loading again takes up the target, and those who wait for it wait longer. */
    private @Nullable Eviction eviction(Outlook outlook, long microsPerHour) {
        var evicted = outlook.eviction();
        return evicted == null
                ? null
                : new Eviction(
                        evicted.millis(), costMicros(microsPerHour, evicted.millis()) + timeMicros(evicted.millis()));
    }

    /** The same offer, priced from what it follows from. */
    Offer again(Offer offer) {
        var outlook = offer.outlook();
        return outlook == null
                ? offer(offer.targetId(), offer.microsPerHour(), offer.serviceMillis(), offer.aheadMillis())
                : offer(
                        offer.targetId(),
                        offer.microsPerHour(),
                        offer.serviceMillis(),
                        offer.aheadMillis(),
                        outlook.priced(0, 0));
    }

    long timeMicros(long millis) {
        return Math.ceilDiv(microsPerSecondOfWait * millis, 1000);
    }
}
