package dev.comfymesh.systemtests;

import java.util.random.RandomGenerator;

/**
 * What a client asks for, under a key of its own.
 *
 * @param cancelAfterMillis negative for never
 * @param seconds until the deadline; 0 for the mesh's own
 * @param target where alone it may run; empty for wherever it can
 */
record JobWish(
        String key,
        int candidates,
        int deliver,
        int pixels,
        int steps,
        long seed,
        int begunAfterMillis,
        int cancelAfterMillis,
        int seconds,
        String target) {
    private static final int[] PIXELS = {64, 128, 256};

    static JobWish of(int candidates, int deliver) {
        return new JobWish("one", candidates, deliver, 256, 20, 42, 0, -1, 0, "");
    }

    /** A quick one. */
    static JobWish small(String key, int candidates, int deliver) {
        return new JobWish(key, candidates, deliver, 64, 4, Integer.toUnsignedLong(key.hashCode()), 0, -1, 0, "");
    }

    /** A small job of four candidates, begun within this time; every fifth or so is cancelled at some moment. */
    static JobWish random(String key, RandomGenerator dice, int withinMillis) {
        return new JobWish(
                key,
                4,
                dice.nextInt(1, 4),
                PIXELS[dice.nextInt(PIXELS.length)],
                dice.nextInt(2, 8),
                dice.nextInt(1_000_000),
                dice.nextInt(withinMillis),
                dice.nextInt(5) == 0 ? dice.nextInt(4_000) : -1,
                0,
                "");
    }

    JobWish ofSteps(int count) {
        return new JobWish(
                key, candidates, deliver, pixels, count, seed, begunAfterMillis, cancelAfterMillis, seconds, target);
    }

    JobWish cancelledAfter(int millis) {
        return new JobWish(key, candidates, deliver, pixels, steps, seed, begunAfterMillis, millis, seconds, target);
    }

    JobWish within(int someSeconds) {
        return new JobWish(
                key,
                candidates,
                deliver,
                pixels,
                steps,
                seed,
                begunAfterMillis,
                cancelAfterMillis,
                someSeconds,
                target);
    }

    JobWish at(String targetId) {
        return new JobWish(
                key, candidates, deliver, pixels, steps, seed, begunAfterMillis, cancelAfterMillis, seconds, targetId);
    }
}
