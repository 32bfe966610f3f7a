package dev.comfymesh.ingest.domain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tenant's secret, of which only the hash is kept. It holds 256 random bits, so nobody can guess his way back from the
 * hash, and a fast one is right: slow hashes protect secrets that people chose, at a price for every request.
 */
public record ApiKey(String hash, String prefix) {
    private static final Pattern SHAPE = Pattern.compile("cmk_[A-Za-z0-9_-]{32,128}");
    private static final int SHOWN = 12;

    /** The key behind a secret as it came with a request; empty when none of ours looks like that. */
    public static Optional<ApiKey> of(String secret) {
        return SHAPE.matcher(secret).matches()
                ? Optional.of(
                        new ApiKey(Sha256.of(secret.getBytes(StandardCharsets.UTF_8)), secret.substring(0, SHOWN)))
                : Optional.empty();
    }
}
