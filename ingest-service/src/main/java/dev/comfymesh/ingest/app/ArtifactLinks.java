package dev.comfymesh.ingest.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what may be downloaded until when, so that a URL alone is enough to fetch it, and nothing else. */
public final class ArtifactLinks {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock;
    private final Duration lifetime;

    /** A permission to fetch one artifact. */
    public record Link(String artifactId, Instant expiresAt, String signature) {}

    /** Whether a link holds. */
    public enum Check {
        VALID,
        EXPIRED,
        FORGED
    }

    public ArtifactLinks(byte[] secret, Clock clock, Duration lifetime) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** Good for at least half the lifetime; rounded, so that a repeated question gets the same, cacheable link. */
    public Link link(String artifactId) {
        var half = Math.max(1, lifetime.toSeconds() / 2);
        var expires = (clock.instant().getEpochSecond() / half + 2) * half;
        return new Link(artifactId, Instant.ofEpochSecond(expires), signature(artifactId, expires));
    }

    public Check check(String artifactId, long expiresEpochSecond, String signature) {
        var expected = signature(artifactId, expiresEpochSecond).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            return Check.FORGED;
        }
        return clock.instant().getEpochSecond() < expiresEpochSecond ? Check.VALID : Check.EXPIRED;
    }

    private String signature(String artifactId, long expiresEpochSecond) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var signed = mac.doFinal((expiresEpochSecond + "\n" + artifactId).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, missing);
        }
    }
}
