package dev.comfymesh.executor.domain;

import java.util.Locale;
import java.util.Map;

/** What a file is for, as its content shows it and its name promises it. */
enum Family {
    PICTURE("is not an image"),
    RECORDING("is neither a video nor a sound"),
    SCENE("is not a 3D file"),
    TEXT(""),
    OTHER("");

    private static final Map<String, Family> BY_SUFFIX = Map.ofEntries(
            Map.entry("png", PICTURE),
            Map.entry("jpg", PICTURE),
            Map.entry("jpeg", PICTURE),
            Map.entry("webp", PICTURE),
            Map.entry("gif", PICTURE),
            Map.entry("avif", PICTURE),
            Map.entry("exr", PICTURE),
            Map.entry("tif", PICTURE),
            Map.entry("tiff", PICTURE),
            Map.entry("mp4", RECORDING),
            Map.entry("m4v", RECORDING),
            Map.entry("mov", RECORDING),
            Map.entry("webm", RECORDING),
            Map.entry("mkv", RECORDING),
            Map.entry("avi", RECORDING),
            Map.entry("flac", RECORDING),
            Map.entry("mp3", RECORDING),
            Map.entry("wav", RECORDING),
            Map.entry("ogg", RECORDING),
            Map.entry("opus", RECORDING),
            Map.entry("m4a", RECORDING),
            Map.entry("glb", SCENE),
            Map.entry("txt", TEXT),
            Map.entry("md", TEXT),
            Map.entry("csv", TEXT),
            Map.entry("json", TEXT));

    private final String absence;

    Family(String absence) {
        this.absence = absence;
    }

    static Family promised(String filename) {
        return BY_SUFFIX.getOrDefault(suffix(filename), OTHER);
    }

    /** A name of another kind, or of a text, whatever its letters are written in, promises nothing that could be missed. */
    boolean isBrokenBy(Family found) {
        return this != found && !absence.isEmpty();
    }

    /** What is wrong with a file that should be of this family and is not. */
    String absence() {
        return absence;
    }

    static String suffix(String filename) {
        return filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
