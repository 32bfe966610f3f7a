package dev.comfymesh.simulator.domain.storage;

import java.util.Locale;
import java.util.Optional;

/** One of the folders that files are addressed by; {@link #word()} is its name on the wire and on the disk. */
public enum Root {
    INPUT,
    OUTPUT,
    TEMP;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Root> of(String word) {
        for (var root : values()) {
            if (root.word().equals(word)) {
                return Optional.of(root);
            }
        }
        return Optional.empty();
    }
}
