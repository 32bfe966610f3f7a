package dev.comfymesh.simulator.domain.storage;

import dev.comfymesh.simulator.domain.json.PythonError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;

/**
 * Hands out names like {@code prefix_00001_.png}, one count for all kinds of files of a prefix; the next number is found
 * by listing the folder, nothing is reserved. Words between percent signs stand for the time and the picture's size.
 */
public final class NumberedNames {

    private final Root root;
    private final Path folder;
    private final String subfolder;
    private final String stem;
    private int next;
    private int given;

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

    /** A prefix whose words for size and time are replaced. */
    public static String resolved(String prefix, int width, int height, LocalDateTime now) {
        return prefix.replace("%width%", Integer.toString(width))
                .replace("%height%", Integer.toString(height))
                .replace("%year%", Integer.toString(now.getYear()))
                .replace("%month%", two(now.getMonthValue()))
                .replace("%day%", two(now.getDayOfMonth()))
                .replace("%hour%", two(now.getHour()))
                .replace("%minute%", two(now.getMinute()))
                .replace("%second%", two(now.getSecond()));
    }

    /** The next name in the form of the older savers, with an underscore at its end. */
    public SavedFile next(String extension) {
        return named("_." + extension);
    }

    /** The next name in the form of the newer savers. */
    public SavedFile nextPlain(String extension) {
        return named("." + extension);
    }

    private SavedFile named(String end) {
        var prefix = stem.replace("%batch_num%", Integer.toString(given++));
        var name = String.format(Locale.ROOT, "%s_%05d%s", prefix, next++, end);
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

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }
}
