package dev.comfymesh.scoring.adapter.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.scoring.domain.model.ModelCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where models that were added lie: a pin says what each must be, and its file lies beside it or, when it came from the object
 * store, in the cache. Both appear whole or not at all.
 */
public final class ModelFolder {
    /** When nobody has added the model. */
    static final long NEVER = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path cache;

    /** Neither need exist; only the cache must be writable to run a service. */
    public ModelFolder(Path folder, Path cache) {
        this.folder = folder;
        this.cache = cache;
    }

    /** Another number after it was added again, or its file has come. */
    long edition(ModelCard card) {
        return pinOf(card).toFile().lastModified()
                + pin(card).map(pin -> cached(pin).toFile().lastModified()).orElse(0L);
    }

    /** Empty when nobody has added it. */
    Optional<Pin> pin(ModelCard card) {
        var file = pinOf(card);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Pin.class)) : Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException("the pin %s cannot be read".formatted(file), broken);
        }
    }

    /** Its file; empty when it is not there, or not yet. */
    Optional<Path> file(ModelCard card, Pin pin) {
        return Stream.of(beside(card), cached(pin)).filter(Files::exists).findFirst();
    }

    /** A fresh name for a file that {@link #add} can take. */
    Path unfinished() throws IOException {
        Files.createDirectories(folder);
        return folder.resolve("." + UUID.randomUUID());
    }

    /** Puts a finished file into place, and then its pin: whoever sees the pin sees the file. */
    void add(ModelCard card, Path finished, Pin pin) throws IOException {
        Files.move(finished, beside(card), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        var written = unfinished();
        JSON.writerWithDefaultPrettyPrinter().writeValue(written.toFile(), pin);
        Files.move(written, pinOf(card), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A fresh name for a file that {@link #keep} can take. */
    Path arriving() throws IOException {
        Files.createDirectories(cache);
        return cache.resolve("." + UUID.randomUUID());
    }

    /** Puts what came from the object store where the pin's file is looked for. */
    void keep(Pin pin, Path arrived) throws IOException {
        Files.move(arrived, cached(pin), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path beside(ModelCard card) {
        return folder.resolve(card.id() + "." + card.format().name().toLowerCase(Locale.ROOT));
    }

    private Path cached(Pin pin) {
        return cache.resolve(pin.sha256());
    }

    private Path pinOf(ModelCard card) {
        return folder.resolve(card.id() + ".json");
    }
}
