package dev.comfymesh.scoring.domain;

import java.util.Locale;

/** One thing that is measured in a picture, with its unit. */
public enum Dimension {
    /**
     * Variance of the Laplacian of luma, in squared grey levels: 0 is flat or wholly blurred, some hundreds are
     * crisp.
     */
    SHARPNESS,
    /** Mean luma: 0 is black, 1 is white. */
    BRIGHTNESS,
    /** Share of pixels that are black, or as good as: 0 to 1. */
    SHADOWS,
    /** Share of pixels that are white, or as good as: 0 to 1. */
    HIGHLIGHTS,
    /** Standard deviation of luma, in grey levels: 0 to 127.5. */
    CONTRAST,
    /** Entropy of the histogram of luma, in bits: 0 to 8. */
    ENTROPY,
    /** Standard deviation of the noise in the calmest parts, in grey levels: 0 is clean. */
    NOISE;

    /** Its name in facts and profiles. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
