package dev.comfymesh.scoring.adapter.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.scoring.domain.model.ModelCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/** Where models that were added lie: beside each file a pin that says what it must be. Both appear whole or not at all. */
public final class ModelFolder {
    /** When nobody has added the model. */
    static final long NEVER = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    public ModelFolder(Path folder) {
        this.folder = folder;
    }

    /** Another number after it was added again. */
    long edition(ModelCard card) {
        return pinOf(card).toFile().lastModified();
    }

    /** Empty when nobody has added it. */
    public Optional<Pin> pin(ModelCard card) {
        var file = pinOf(card);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Pin.class)) : Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException("the pin %s cannot be read".formatted(file), broken);
        }
    }

    /** Where its file lies, or will. */
    public Path file(ModelCard card) {
        return folder.resolve(card.id() + "." + card.format().name().toLowerCase(Locale.ROOT));
    }

    /** Its file in memory, page by page as it is read; empty when there is none. */
    Optional<ByteBuffer> content(ModelCard card) {
        var file = file(card);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file)) {
            return Optional.of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException broken) {
            throw new UncheckedIOException("the model %s cannot be read".formatted(file), broken);
        }
    }

    /** A fresh file in the same folder, to be moved into place. */
    public Path unfinished() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, ".", ".unfinished");
    }

    /** Puts a finished file into place, and then its pin: whoever sees the pin sees the file. */
    public void add(ModelCard card, Path finished, Pin pin) throws IOException {
        Files.move(finished, file(card), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        pin(card, pin);
    }

    private void pin(ModelCard card, Pin pin) throws IOException {
        var written = unfinished();
        JSON.writerWithDefaultPrettyPrinter().writeValue(written.toFile(), pin);
        Files.move(written, pinOf(card), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path pinOf(ModelCard card) {
        return folder.resolve(card.id() + ".json");
    }
}
