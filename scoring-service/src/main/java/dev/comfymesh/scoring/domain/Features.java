package dev.comfymesh.scoring.domain;

import java.util.HashMap;
import java.util.Map;

/** What is known of one picture: each feature is computed when it is first asked for, and once, whichever thread asks. */
public final class Features {
    private final Picture picture;
    private final Intent intent;
    private final Map<Feature<?>, Object> known = new HashMap<>();

    /** Of a picture that nobody asked for. */
    public Features(Picture picture) {
        this(picture, Intent.UNKNOWN);
    }

    public Features(Picture picture, Intent intent) {
        this.picture = picture;
        this.intent = intent;
    }

    public Picture picture() {
        return picture;
    }

    /** What it is to show. */
    public Intent intent() {
        return intent;
    }

    // What lies under a feature was made by it. A feature may ask for others, so this is no computeIfAbsent. A picture
    // asks
    // for features of what it is compared with, and never the other way round, so no two wait for each other.
    @SuppressWarnings("unchecked")
    public synchronized <T> T of(Feature<T> feature) {
        var before = known.get(feature);
        if (before != null) {
            return (T) before;
        }
        var made = feature.of(this);
        known.put(feature, made);
        return made;
    }
}
