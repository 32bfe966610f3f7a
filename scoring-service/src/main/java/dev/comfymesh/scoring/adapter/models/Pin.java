package dev.comfymesh.scoring.adapter.models;

import dev.comfymesh.scoring.domain.model.ModelCard;
import org.jspecify.annotations.Nullable;

/**
 * What somebody added, once and for all: the very bytes, by their digest, and the licence under which they may be used here.
 *
 * @param accepted whether the licence was accepted by name
 * @param origin where the file came from, for people
 * @param object where it lies in the object store; null when it came as a file
 */
public record Pin(
        String id,
        String sha256,
        String licence,
        boolean accepted,
        String origin,
        @Nullable String object) {
    /** Whether it may be used. */
    boolean isLicensed() {
        return accepted || ModelCard.isFree(licence);
    }
}
