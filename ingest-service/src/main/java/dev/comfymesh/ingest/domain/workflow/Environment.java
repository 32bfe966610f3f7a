package dev.comfymesh.ingest.domain.workflow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A stage on the way of a workflow to its users, in the order in which a version usually passes them. */
public enum Environment {
    DEV,
    STAGING,
    PROD;

    /** Its name in requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Environment> of(String word) {
        return Arrays.stream(values())
                .filter(environment -> environment.word().equals(word))
                .findFirst();
    }
}
