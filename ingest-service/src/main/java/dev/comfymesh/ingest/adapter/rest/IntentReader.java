package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.ingest.app.NewFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the pictures of a job are to show; in words it is what the graph says, where the request says nothing. */
final class IntentReader {
    private static final String INTENT = "intent";
    private static final int MOST_REFERENCES = 4;
    private static final int LONGEST_PROMPT = 10_000;

    private final Fields intent;

    IntentReader(Fields request) {
        this.intent = request.object(INTENT);
        intent.allow(Set.of("prompt", "references", "mask"));
    }

    @Nullable
    String prompt(ObjectNode graph) {
        var prompt = intent.text("prompt", "");
        if (prompt.length() > LONGEST_PROMPT || intent.has("prompt") && prompt.isBlank()) {
            intent.wrong("prompt", "must be a text of 1 to %d characters".formatted(LONGEST_PROMPT));
        }
        return prompt.isEmpty()
                ? GraphPrompt.find(graph)
                        .filter(found -> found.length() <= LONGEST_PROMPT)
                        .orElse(null)
                : prompt;
    }

    /** The files that say it, without those that are wrong. */
    List<NewFile> files() {
        var files = new ArrayList<NewFile>();
        var references = intent.objects("references", MOST_REFERENCES);
        for (int i = 0; i < references.size(); i++) {
            var n = i + 1;
            var field = "%s.references[%d]".formatted(INTENT, i);
            FilesReader.source(references.get(i))
                    .map(source -> NewFile.reference(n, field, source))
                    .ifPresent(files::add);
        }
        mask().ifPresent(files::add);
        return files;
    }

    private Optional<NewFile> mask() {
        return intent.isObject("mask")
                ? FilesReader.source(intent.object("mask")).map(source -> NewFile.mask(INTENT + ".mask", source))
                : noMask();
    }

    private Optional<NewFile> noMask() {
        if (intent.has("mask")) {
            intent.wrong("mask", "must be an object such as {\"upload\": \"sha256:...\"}");
        }
        return Optional.empty();
    }
}
