package dev.comfymesh.executor.domain;

import java.util.List;

/** A file that a node says it wrote: found there by name, subfolder and type together. */
public record OutputFile(String node, String filename, String subfolder, String type) {
    /** What is worth fetching: the saved files, or the temporary ones where nothing was saved. */
    public static List<OutputFile> deliverable(List<OutputFile> files) {
        var saved = ofType(files, "output");
        return saved.isEmpty() ? ofType(files, "temp") : saved;
    }

    private static List<OutputFile> ofType(List<OutputFile> files, String type) {
        return files.stream().filter(file -> file.type().equals(type)).toList();
    }
}
