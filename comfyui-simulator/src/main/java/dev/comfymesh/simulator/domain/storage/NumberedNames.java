package dev.comfymesh.simulator.domain.storage;

import dev.comfymesh.simulator.domain.json.PythonError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hands out {@code prefix_00001_.png} names; the next number is found by listing the folder, nothing is reserved. */
public final class NumberedNames {

    private final Root root;
    private final Path folder;
    private final String subfolder;
    private final String stem;
    private int next;

    /** Names for a prefix, whose folders are made; a prefix that leaves the root is an error of the node. */
    public NumberedNames(Folders folders, Root root, String prefix) throws IOException {
        var home = folders.of(root);
        var relative = Path.of(prefix).normalize();
        var target = home.resolve(relative).normalize();
        if (!target.startsWith(home)) {
            throw new PythonError(
                    "Exception",
                    "**** ERROR: Saving image outside the output folder is not allowed.\n full_output_folder: "
                            + target.getParent() + "\n         output_dir: " + home);
        }
        var parent = relative.getParent();
        this.root = root;
        this.subfolder = parent == null ? "" : parent.toString();
        this.folder = home.resolve(subfolder);
        this.stem = relative.toString().isEmpty() ? "." : relative.getFileName().toString();
        Files.createDirectories(folder);
        this.next = highest() + 1;
    }

    public SavedFile next() {
        var name = String.format("%s_%05d_.png", stem, next++);
        return new SavedFile(name, subfolder, root, folder.resolve(name));
    }

    private int highest() throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToInt(file -> number(file.getFileName().toString()))
                    .max()
                    .orElse(0);
        }
    }

    private int number(String name) {
        if (!name.startsWith(stem + "_")) {
            return 0;
        }
        var digits = name.substring(stem.length() + 1).split("[_.]", 2)[0];
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
