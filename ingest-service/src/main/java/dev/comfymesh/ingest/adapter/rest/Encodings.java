package dev.comfymesh.ingest.adapter.rest;

import org.jspecify.annotations.Nullable;

/** Bodies come as they are: a compressed one has a size that nobody knows. */
final class Encodings {
    private Encodings() {}

    static void refuse(@Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Refusal.ENCODED_BODY.exception();
        }
    }
}
