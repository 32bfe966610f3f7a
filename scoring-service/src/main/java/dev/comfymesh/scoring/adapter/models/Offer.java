package dev.comfymesh.scoring.adapter.models;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What somebody offers to use as a model.
 *
 * @param licence its name, where the catalogue does not say
 * @param accepted whether that licence is accepted although it does not allow everybody everything
 */
public record Offer(From from, Optional<String> licence, boolean accepted) {
    /** Where its bytes are. */
    public sealed interface From {
        /** Where the catalogue says. */
        record Catalogue() implements From {}

        /** A model, or the package that it lies in. */
        record File(Path file) implements From {}

        /** An object of the object store, whose file it is. */
        record Stored(String key, Path file) implements From {}
    }
}
