package dev.comfymesh.scoring.domain;

import java.util.Locale;

/** What is worth trying with a candidate that broke a rule; advice for people, nothing follows from it. */
public enum Action {
    OTHER_SEED,
    OTHER_PROMPT,
    UPSCALE,
    FACE_DETAIL;

    /** Its name in profiles. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
