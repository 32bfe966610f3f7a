package dev.comfymesh.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Picture files that programs which are not ours have written; see the scripts in {@code src/test/golden}. */
public final class SamplePictures {
    private SamplePictures() {}

    /** The content of {@code pictures/<name>}; an array of one's own. */
    public static byte[] file(String name) {
        return content("/pictures/" + name);
    }

    /** The content of {@code parity/<name>}: parts of real photographs, and what others measured in them. */
    public static byte[] photograph(String name) {
        return content("/parity/" + name);
    }

    /** Of any file of the tests, by its path. */
    public static byte[] content(String name) {
        try (var content = SamplePictures.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(content, name).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
