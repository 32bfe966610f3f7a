package dev.comfymesh.router.domain;

import java.util.Comparator;

/** A model file by the folder and the name under which graphs choose it. */
public record ModelFile(String folder, String name) implements Comparable<ModelFile> {
    private static final Comparator<ModelFile> ORDER =
            Comparator.comparing(ModelFile::folder).thenComparing(ModelFile::name);

    @Override
    public int compareTo(ModelFile other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return folder + "/" + name;
    }
}
