package dev.comfymesh.scoring.domain;

import java.util.Locale;

/** What becomes of a candidate that something cannot be said about. */
public enum Policy {
    /** It passes as far as that goes, and its verdict says so. */
    PASS,
    /** As if the profile did not ask. */
    IGNORE,
    REJECT;

    /** Its name in profiles. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
