package dev.comfymesh.simulator.domain.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The three roots of a node's files; nothing outside of them is ever touched through a name from outside. */
public record Folders(Path base) {

    /** Makes the folders and empties temp, as a starting server does. */
    public static Folders open(Path base) throws IOException {
        var folders = new Folders(base.toAbsolutePath().normalize());
        for (var root : Root.values()) {
            Files.createDirectories(folders.of(root));
        }
        folders.emptyTemp();
        return folders;
    }

    /** Deletes what previews have left. */
    public void emptyTemp() {
        try {
            empty(of(Root.TEMP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path of(Root root) {
        return base.resolve(root.word());
    }

    /** The existing file that a node input names, like {@code folder/a.png [output]}; empty when there is none inside. */
    public Optional<Path> annotated(String name) {
        var root = Root.INPUT;
        var bare = name;
        for (var candidate : Root.values()) {
            var suffix = " [" + candidate.word() + "]";
            if (name.endsWith(suffix)) {
                root = candidate;
                bare = name.substring(0, name.length() - suffix.length());
            }
        }
        var folder = of(root);
        var file = folder.resolve(bare).normalize();
        return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** The names of the files directly in the input folder, sorted. */
    public List<String> inputFiles() {
        try (var files = Files.list(of(Root.INPUT))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void empty(Path folder) throws IOException {
        try (var entries = Files.walk(folder)) {
            for (var entry : entries.sorted((a, b) -> b.compareTo(a)).toList()) {
                if (!entry.equals(folder)) {
                    Files.delete(entry);
                }
            }
        }
    }
}
