package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.ArtifactKind;
import java.util.UUID;

/** A file that a node says it wrote: found there by name, subfolder and type together. */
public record OutputFile(String node, String filename, String subfolder, String type) implements Output {
    /** One of a run that names nothing but files to be kept. */
    public static OutputFile of(String node, String filename) {
        return new OutputFile(node, filename, "", "output");
    }

    boolean saved() {
        return type.equals("output");
    }

    boolean temporary() {
        return type.equals("temp");
    }

    public ArtifactKind kind() {
        return temporary() ? ArtifactKind.TEMP : ArtifactKind.OUTPUT;
    }

    /** Whether it is named after the attempt, as a saver that was told so names its files. */
    boolean namedAfter(UUID attempt) {
        return (subfolder + "/" + filename).contains(attempt.toString());
    }
}
