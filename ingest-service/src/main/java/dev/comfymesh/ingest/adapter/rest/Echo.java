package dev.comfymesh.ingest.adapter.rest;

import java.nio.charset.StandardCharsets;

/** Words of a request as an answer may repeat them: not too many, and in whole characters. */
final class Echo {
    private static final int LONGEST = 300;

    private Echo() {}

    static String of(String words) {
        var shown = words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "...";
        // Encoding replaces halves of surrogate pairs, which no answer could carry.
        return new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
