package dev.comfymesh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A temporary directory with all that is in it. */
record Directory(Path path) {

    static Directory temporary() {
        try {
            return new Directory(Files.createTempDirectory("comfymesh-bench-"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Path of(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void delete() {
        try (var all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(Directory::delete);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
