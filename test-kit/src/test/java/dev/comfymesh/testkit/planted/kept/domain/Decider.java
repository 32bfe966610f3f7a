package dev.comfymesh.testkit.planted.kept.domain;

import java.time.Instant;
import java.util.Random;

/** A seed is handed in, and so is the time. */
public final class Decider {
    public boolean decide(long seed, Instant now) {
        return new Random(seed).nextBoolean() && now.isAfter(Instant.EPOCH);
    }
}
