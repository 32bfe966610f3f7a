package dev.comfymesh.executor.adapter.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Unfinished files of processes that died; a file that somebody still writes to is young, and stays. */
final class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private Leftovers() {}

    static void delete(Path directory, Instant before) throws IOException {
        int deleted = 0;
        try (var files = Files.newDirectoryStream(directory, file -> old(file, before))) {
            for (var file : files) {
                deleted += Files.deleteIfExists(file) ? 1 : 0;
            }
        }
        if (deleted > 0) {
            LOG.infof("Removed %d unfinished files", deleted);
        }
    }

    /** A file may be moved to its place, and so be gone, at any moment. */
    private static boolean old(Path file, Instant before) {
        var changed = file.toFile().lastModified();
        return changed > 0 && changed < before.toEpochMilli();
    }
}
