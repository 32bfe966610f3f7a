package dev.comfymesh.testkit.check;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Objects as they lie in the object store's directory. */
final class StoredFile {
    private StoredFile() {}

    /** What the file holds; empty when there is none. */
    static Optional<StoredObject> read(Path file) {
        try {
            var content = Files.readAllBytes(file);
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            var picture = decoded(content);
            return Optional.of(
                    picture == null
                            ? new StoredObject(content.length, digest, 0, 0)
                            : new StoredObject(content.length, digest, picture.getWidth(), picture.getHeight()));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    private static @Nullable BufferedImage decoded(byte[] content) {
        try {
            return ImageIO.read(new ByteArrayInputStream(content));
        } catch (IOException damaged) {
            return null;
        }
    }
}
