package dev.comfymesh.ingest.adapter.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/** The client's own notes on a job: a few short texts by short names, kept and returned as they came. */
final class Metadata {
    static final int MOST_ENTRIES = 16;
    static final int LONGEST_NAME = 64;
    static final int LONGEST_VALUE = 512;

    private Metadata() {}

    static Map<String, String> read(Fields request) {
        var entries = request.object("metadata");
        var node = entries.node();
        if (node.size() > MOST_ENTRIES) {
            request.wrong("metadata", "must have at most %d entries, and has %d".formatted(MOST_ENTRIES, node.size()));
            return Map.of();
        }
        var metadata = new LinkedHashMap<String, String>();
        node.properties().forEach(entry -> {
            var value = entry.getValue();
            if (entry.getKey().isEmpty() || entry.getKey().length() > LONGEST_NAME) {
                entries.wrong(entry.getKey(), "must have a name of 1 to %d characters".formatted(LONGEST_NAME));
            } else if (!value.isTextual() || value.textValue().length() > LONGEST_VALUE) {
                entries.wrong(entry.getKey(), "must be a text of at most %d characters".formatted(LONGEST_VALUE));
            } else {
                metadata.put(entry.getKey(), value.textValue());
            }
        });
        return metadata;
    }
}
