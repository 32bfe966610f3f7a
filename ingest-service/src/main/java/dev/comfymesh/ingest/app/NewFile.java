package dev.comfymesh.ingest.app;

import dev.comfymesh.ingest.domain.FilePath;
import java.net.URI;

/** A file that a job shall find under a path, and where it comes from. */
public record NewFile(FilePath path, Source source) {
    /** Where a file comes from. */
    public sealed interface Source {
        /** The tenant's own upload of this digest. */
        record Uploaded(String sha256) implements Source {}

        record At(URI address) implements Source {}

        /** The request itself. */
        record Inline(byte[] content) implements Source {}
    }
}
