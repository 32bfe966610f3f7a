package dev.comfymesh.ingest.app;

import dev.comfymesh.ingest.domain.FilePath;
import java.net.URI;

/**
 * A file that a job needs, and where it comes from.
 *
 * @param path what it is for: where the graph looks for it, or one of the places that only scoring knows
 * @param field where the request says so
 */
public record NewFile(String path, String field, Source source) {
    static final String REFERENCES = "/intent/references/";
    static final String MASK = "/intent/mask";
    private static final String PICTURES = "/pictures/";

    /** One that the graph reads. */
    public NewFile(FilePath path, Source source) {
        this(path.text(), "files." + path.text(), source);
    }

    /** The n-th picture, from 1, that others are compared with. */
    public static NewFile reference(int n, String field, Source source) {
        return new NewFile(REFERENCES + n, field, source);
    }

    public static NewFile mask(String field, Source source) {
        return new NewFile(MASK, field, source);
    }

    /** The n-th picture, from 1, that is given to be judged. */
    public static NewFile picture(int n, String field, Source source) {
        return new NewFile(PICTURES + n, field, source);
    }

    /** Where a file comes from. */
    public sealed interface Source {
        /** The tenant's own upload of this digest. */
        record Uploaded(String sha256) implements Source {}

        record At(URI address) implements Source {}

        /** The request itself. */
        record Inline(byte[] content) implements Source {}
    }
}
