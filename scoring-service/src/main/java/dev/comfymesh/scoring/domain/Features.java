package dev.comfymesh.scoring.domain;

import java.util.HashMap;
import java.util.Map;

/** What is known of one picture: each feature is computed when it is first asked for, and once. Belongs to one thread. */
public final class Features {
    private final Picture picture;
    private final Map<Feature<?>, Object> known = new HashMap<>();

    public Features(Picture picture) {
        this.picture = picture;
    }

    public Picture picture() {
        return picture;
    }

    // What lies under a feature was made by it. A feature may ask for others, so this is no computeIfAbsent.
    @SuppressWarnings("unchecked")
    public <T> T of(Feature<T> feature) {
        var before = known.get(feature);
        if (before != null) {
            return (T) before;
        }
        var made = feature.of(this);
        known.put(feature, made);
        return made;
    }
}
