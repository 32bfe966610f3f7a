package dev.comfymesh.ingest.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a graph looks for a file of its job: {@code /input/<name>}, with folders in between if wanted, or
 * {@code /models/<folder>/<name>}. Made of plain names, so that it means the same on every operating system and leads nowhere else.
 */
public record FilePath(String text) {
    private static final String NAME = "[A-Za-z0-9_]([A-Za-z0-9._ +@()-]{0,126}[A-Za-z0-9_+@()-])?";
    private static final Pattern INPUT = Pattern.compile("/input(/%1$s){1,8}".formatted(NAME));
    private static final Pattern MODEL = Pattern.compile("/models/%1$s/%1$s".formatted(NAME));
    private static final Pattern DEVICE =
            Pattern.compile("(?i).*/(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.[^/]*)?(/.*)?");
    private static final int LONGEST = 400;
    private static final String INPUT_FOLDER = "/input/";

    public FilePath {
        if (!isOne(text)) {
            throw new IllegalArgumentException("not a path of a job's file: " + text);
        }
    }

    /** The path, if it is one. */
    public static Optional<FilePath> find(String text) {
        return isOne(text) ? Optional.of(new FilePath(text)) : Optional.empty();
    }

    /** What a graph has as the value of an input that reads this file; empty for a model, which is named in many ways. */
    public Optional<String> asInput() {
        return text.startsWith(INPUT_FOLDER) ? Optional.of(text.substring(INPUT_FOLDER.length())) : Optional.empty();
    }

    /** Those that cannot stand beside one before them: the same but for upper and lower case, or a folder of it. */
    public static List<FilePath> colliding(List<FilePath> paths) {
        var files = new HashSet<String>();
        var folders = new HashSet<String>();
        return paths.stream().filter(path -> !path.fits(files, folders)).toList();
    }

    private boolean fits(Set<String> files, Set<String> folders) {
        var name = text.toLowerCase(Locale.ROOT);
        var free = !folders.contains(name) && files.add(name);
        for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            var folder = name.substring(0, slash);
            free &= !files.contains(folder);
            folders.add(folder);
        }
        return free;
    }

    private static boolean isOne(String text) {
        return text.length() <= LONGEST
                && (INPUT.matcher(text).matches() || MODEL.matcher(text).matches())
                && !DEVICE.matcher(text).matches();
    }
}
