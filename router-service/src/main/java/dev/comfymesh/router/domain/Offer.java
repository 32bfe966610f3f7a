package dev.comfymesh.router.domain;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What it would take to run a candidate on one target, all in micros of a US dollar: what the run costs us, and what the
 * time until its end is worth. The first four say what the price follows from, with the outlook.
 *
 * @param outlook null where nothing but price, length and wait is known
 */
public record Offer(
        String targetId,
        long microsPerHour,
        long serviceMillis,
        long aheadMillis,
        long costMicros,
        long timeMicros,
        @Nullable Outlook outlook) {
    /** The cheapest first; ties by id. */
    public static final Comparator<Offer> BY_PRICE = Offer::compareByPrice;

    /**
     * What more is known of a run there, and what that adds to its price: what is to be expected to be paid for attempts
     * that come to nothing, and the worth of being in time.
     *
     * @param loadMillis for models that are not at hand
     * @param spreadPerMille the deviation of the logarithm of the run's length
     * @param successPerMille how likely the attempt comes to an output
     * @param passPerMille how likely the output passes
     * @param eviction null where nobody waits for what its models displace
     * @param transfer null where no input files have to be brought
     */
    public record Outlook(
            long microsPerRun,
            long loadMillis,
            long spreadPerMille,
            int successPerMille,
            int passPerMille,
            long riskMicros,
            long lateMicros,
            @Nullable Eviction eviction,
            @Nullable Transfer transfer) {
        static final Outlook PLAIN = new Outlook(0, 0, 0, 1000, 1000, 0, 0, null, null);

        Outlook priced(long risk, long late) {
            return priced(risk, late, eviction, transfer);
        }

        /** The same where attempts come to an output so often. */
        Outlook succeeding(int perMille) {
            return new Outlook(
                    microsPerRun, loadMillis, spreadPerMille, perMille, passPerMille, 0, 0, eviction, transfer);
        }

        Outlook with(@Nullable Transfer brought) {
            return priced(riskMicros, lateMicros, eviction, brought);
        }

        Outlook priced(long risk, long late, @Nullable Eviction others, @Nullable Transfer brought) {
            return new Outlook(
                    microsPerRun,
                    loadMillis,
                    spreadPerMille,
                    successPerMille,
                    passPerMille,
                    risk,
                    late,
                    others,
                    brought);
        }

        private long besideMicros() {
            return riskMicros
                    + lateMicros
                    + (eviction == null ? 0 : eviction.micros())
                    + (transfer == null ? 0 : transfer.micros());
        }

        /** How likely an attempt becomes an image that is delivered. */
        long deliveredPerMillion() {
            return deliveredPerMillion(successPerMille, passPerMille);
        }

        static long deliveredPerMillion(int successPerMille, int passPerMille) {
            return Math.max(1, (long) successPerMille * passPerMille);
        }
    }

    /** How long others wait again for models that make room for those of the run, and what that is worth. */
    public record Eviction(long millis, long micros) {}

    /** How long it takes to bring the input files that are not there, and what that is worth as far as it outlasts the wait. */
    public record Transfer(long bytes, long millis, long micros) {}

    public Offer(
            String targetId,
            long microsPerHour,
            long serviceMillis,
            long aheadMillis,
            long costMicros,
            long timeMicros) {
        this(targetId, microsPerHour, serviceMillis, aheadMillis, costMicros, timeMicros, null);
    }

    // Written out: a round compares tens of thousands of times.
    private static int compareByPrice(Offer one, Offer other) {
        var price = Long.compare(one.priceMicros(), other.priceMicros());
        return price != 0 ? price : one.targetId.compareTo(other.targetId);
    }

    public long priceMicros() {
        return costMicros + timeMicros + (outlook == null ? 0 : outlook.besideMicros());
    }

    /** The same for a candidate that is due then. */
    Offer due(Lateness lateness, Instant due, Instant now) {
        if (lateness.equals(Lateness.NONE)) {
            return this;
        }
        var seen = seen();
        var left = due.toEpochMilli() - now.toEpochMilli();
        var late = lateness.micros(waitMillis() + seen.loadMillis(), serviceMillis, seen.spreadPerMille(), left);
        return new Offer(
                targetId,
                microsPerHour,
                serviceMillis,
                aheadMillis,
                costMicros,
                timeMicros,
                seen.priced(seen.riskMicros(), late));
    }

    /** The same for a candidate whose input files have to be brought. */
    Offer bringing(@Nullable Transfer transfer, Pricing pricing) {
        if (transfer == null) {
            return this;
        }
        return new Offer(
                targetId,
                microsPerHour,
                serviceMillis,
                aheadMillis,
                costMicros,
                timeMicros,
                seen().with(pricing.priced(transfer, aheadMillis)));
    }

    Outlook seen() {
        return outlook == null ? Outlook.PLAIN : outlook;
    }

    long loadMillis() {
        return outlook == null ? 0 : outlook.loadMillis();
    }

    long transferMillis() {
        return outlook == null || outlook.transfer() == null
                ? 0
                : outlook.transfer().millis();
    }

    long transferMicros() {
        return outlook == null || outlook.transfer() == null
                ? 0
                : outlook.transfer().micros();
    }

    /** How long until it is its turn and all files are there: both go on at once. */
    long waitMillis() {
        return Math.max(aheadMillis, transferMillis());
    }

    /** How long until the run is expected to end. */
    long endMillis() {
        return waitMillis() + loadMillis() + serviceMillis;
    }

    /** What the run would cost if no model had to be loaded. */
    long warmMicros() {
        return costMicros - Pricing.costMicros(microsPerHour, loadMillis());
    }

    long microsPerRun() {
        return outlook == null ? 0 : outlook.microsPerRun();
    }
}
