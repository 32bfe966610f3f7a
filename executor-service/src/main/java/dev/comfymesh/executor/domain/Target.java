package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.TargetContract;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A place where attempts run as the router defined it; a removed one stays until what runs there has ended. {@code provider} is
 * the word for the third party that it is an account with; null for a node of our own.
 */
public record Target(
        String id,
        URI url,
        int slots,
        boolean removed,
        TargetContract contract,
        @Nullable String provider) {
    /** A node. */
    public Target(String id, URI url, int slots, boolean removed) {
        this(id, url, slots, removed, TargetContract.GRAPH, null);
    }

    public Target(String id, URI url, int slots) {
        this(id, url, slots, false);
    }
}
