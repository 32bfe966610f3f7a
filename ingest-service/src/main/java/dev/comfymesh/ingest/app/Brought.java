package dev.comfymesh.ingest.app;

import static java.util.stream.Collectors.toMap;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.Intent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The files of a job that lie in the object store by now, by what each of them is for. */
final class Brought {
    static final Brought NOTHING = new Brought(List.of());

    private final SequencedMap<String, InputFile> byPath;

    Brought(List<InputFile> files) {
        byPath = files.stream().collect(toMap(InputFile::path, file -> file, (one, _) -> one, LinkedHashMap::new));
    }

    /** What the graph reads; null where that is nothing. */
    @Nullable
    List<InputFile> ofGraph() {
        var files = byPath.values().stream()
                .filter(file -> file.path().startsWith("/input/") || file.path().startsWith("/models/"))
                .toList();
        return files.isEmpty() ? null : files;
    }

    /** What the job's pictures are to show; null where nobody says so. */
    @Nullable
    Intent intent(@Nullable String prompt) {
        var references = byPath.values().stream()
                .filter(file -> file.path().startsWith(NewFile.REFERENCES))
                .toList();
        var mask = byPath.get(NewFile.MASK);
        return prompt == null && references.isEmpty() && mask == null
                ? null
                : new Intent(prompt, references.isEmpty() ? null : references, mask);
    }

    InputFile of(NewFile file) {
        var found = byPath.get(file.path());
        if (found == null) {
            throw new IllegalArgumentException("nobody brought " + file.path());
        }
        return found;
    }
}
