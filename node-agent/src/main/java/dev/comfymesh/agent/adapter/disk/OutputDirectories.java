package dev.comfymesh.agent.adapter.disk;

import dev.comfymesh.agent.app.Outputs;
import dev.comfymesh.agent.domain.OldOutput;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Directories of outputs with all that is below them; links are not followed. */
public final class OutputDirectories implements Outputs {
    private final List<Path> roots = new ArrayList<>();

    public OutputDirectories(List<Path> directories) throws IOException {
        for (var directory : directories) {
            roots.add(directory.toRealPath());
        }
    }

    @Override
    public int wipe(Instant before) throws IOException {
        var wipe = new Wipe(before);
        for (var root : roots) {
            Files.walkFileTree(root, wipe);
        }
        return wipe.deleted;
    }

    private static final class Wipe extends SimpleFileVisitor<Path> {
        private final Instant before;
        private int deleted;

        Wipe(Instant before) {
            this.before = before;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var changed = attributes.lastModifiedTime().toInstant();
            if (attributes.isRegularFile() && OldOutput.mayGo(file.getFileName().toString(), changed, before)) {
                deleted += Files.deleteIfExists(file) ? 1 : 0;
            }
            return FileVisitResult.CONTINUE;
        }

        /** The node moves and deletes files as well. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}
