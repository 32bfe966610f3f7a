package dev.comfymesh.executor.domain.provider;

import java.time.Duration;

/** What a run cost by what its provider told of it, and how long it ran; zero where the provider tells nothing. */
public record Bill(long micros, Duration ran) {
    public static final Bill NOTHING = new Bill(0, Duration.ZERO);

    public Bill {
        if (micros < 0 || ran.isNegative()) {
            throw new IllegalArgumentException("negative: " + micros + ", " + ran);
        }
    }

    /** Of a provider that charges by the second; each begun micro counts. */
    public static Bill byTime(Duration ran, long microsPerSecond) {
        return byTime(ran, Duration.ZERO, microsPerSecond);
    }

    /** The same of a provider that charges for what came before the run, too. */
    public static Bill byTime(Duration ran, Duration before, long microsPerSecond) {
        return new Bill(Math.ceilDiv(ran.plus(before).toMillis() * microsPerSecond, 1000L), ran);
    }

    /** Of a provider that charges by what it made. */
    public static Bill byUnits(double units, long microsPerUnit, Duration ran) {
        return new Bill((long) Math.ceil(units * microsPerUnit), ran);
    }
}
