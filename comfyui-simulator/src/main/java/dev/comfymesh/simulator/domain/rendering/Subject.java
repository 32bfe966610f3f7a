package dev.comfymesh.simulator.domain.rendering;

import java.math.BigInteger;

/** All that a rendered picture depends on; equal subjects give equal pixels on every machine. */
public record Subject(
        String prompt,
        String negative,
        BigInteger seed,
        int steps,
        double guidance,
        String style,
        int width,
        int height) {

    /** A hash of what was asked for, without the seed: it steers theme and palette. */
    long theme() {
        return mixed(text(style) * 31 + text(prompt));
    }

    /** A hash of everything but the size: it steers the composition. */
    long composition() {
        var hash = theme() * 31 + text(negative);
        hash = mixed(hash * 31 + steps);
        return mixed(hash ^ mixed(seed.longValue()));
    }

    /** A hash of the seed alone. */
    long fortune() {
        return mixed(seed.longValue() + 0x5851f42d4c957f2dL);
    }

    private static long text(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + Character.toLowerCase(text.charAt(i));
        }
        return hash;
    }

    private static long mixed(long value) {
        value = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        value = (value ^ (value >>> 27)) * 0x94d049bb133111ebL;
        return value ^ (value >>> 31);
    }
}
