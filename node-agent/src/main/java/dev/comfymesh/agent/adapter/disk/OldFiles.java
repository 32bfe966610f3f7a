package dev.comfymesh.agent.adapter.disk;

import dev.comfymesh.agent.app.Leftovers;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.function.Predicate;

/** A directory with all that is below it, of which only the files that are ours are touched; links are not followed. */
public final class OldFiles implements Leftovers {
    private final Path root;
    private final Predicate<String> ours;

    public OldFiles(Path directory, Predicate<String> ours) throws IOException {
        this.root = directory.toRealPath();
        this.ours = ours;
    }

    @Override
    public int wipe(Instant before) throws IOException {
        var wipe = new Wipe(before);
        Files.walkFileTree(root, wipe);
        return wipe.deleted;
    }

    private final class Wipe extends SimpleFileVisitor<Path> {
        private final Instant before;
        private int deleted;

        Wipe(Instant before) {
            this.before = before;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var path = root.relativize(file).toString().replace(File.separatorChar, '/');
            if (attributes.isRegularFile() && ours.test(path) && isOld(attributes)) {
                deleted += Files.deleteIfExists(file) ? 1 : 0;
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isOld(BasicFileAttributes attributes) {
            return attributes.lastModifiedTime().toInstant().isBefore(before)
                    && attributes.lastAccessTime().toInstant().isBefore(before);
        }

        /** The node moves and deletes files as well. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}
