package dev.comfymesh.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Picture files that programs which are not ours have written; see the scripts in {@code src/test/golden}. */
public final class SamplePictures {
    private SamplePictures() {}

    /** The content of {@code pictures/<name>}; an array of one's own. */
    public static byte[] file(String name) {
        try (var content = SamplePictures.class.getResourceAsStream("/pictures/" + name)) {
            return Objects.requireNonNull(content, name).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
