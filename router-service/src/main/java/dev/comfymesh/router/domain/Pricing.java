package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Offer.Eviction;
import dev.comfymesh.router.domain.Offer.Outlook;
import dev.comfymesh.router.domain.Offer.Transfer;
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
        return new Offer(
                targetId,
                microsPerHour,
                serviceMillis,
                aheadMillis,
                cost,
                timeMicros(aheadMillis + busy),
                outlook.priced(
                        riskMicros(cost, outlook.deliveredPerMillion()),
                        0,
                        priced(outlook.eviction(), microsPerHour),
                        priced(outlook.transfer(), aheadMillis)));
    }

    private @Nullable Eviction priced(@Nullable Eviction evicted, long microsPerHour) {
        return evicted == null ? null : new Eviction(evicted.millis(), evictionMicros(evicted.millis(), microsPerHour));
    }

    /** Files are brought while others run: only what outlasts them is waited for. */
    @Nullable
    Transfer priced(@Nullable Transfer transfer, long aheadMillis) {
        return transfer == null
                ? null
                : new Transfer(
                        transfer.bytes(), transfer.millis(), timeMicros(Math.max(0, transfer.millis() - aheadMillis)));
    }

    /** What is to be expected to be paid besides for attempts that come to nothing. */
    static long riskMicros(long costMicros, long deliveredPerMillion) {
        return deliveredPerMillion == MILLION
                ? 0
                : Math.ceilDiv(costMicros * MILLION, deliveredPerMillion) - costMicros;
    }

    /** Loading again takes up the target, and those who wait for it wait longer. */
    long evictionMicros(long millis, long microsPerHour) {
        return millis == 0 ? 0 : costMicros(microsPerHour, millis) + timeMicros(millis);
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

    /** What so much time until an end is worth. */
    long timeMicros(long millis) {
        return Math.ceilDiv(microsPerSecondOfWait * millis, 1000);
    }
}
