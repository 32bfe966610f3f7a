package dev.comfymesh.router.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Names attempts: the UUIDv5 of {@code <candidateId>/<number>} under the job's id, so the same attempt always has the same id. */
public final class AttemptId {
    private static final long VERSION_5 = 0x5000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private AttemptId() {}

    public static UUID of(UUID jobId, String candidateId, int number) {
        var name = (candidateId + "/" + number).getBytes(StandardCharsets.UTF_8);
        var hash = ByteBuffer.wrap(sha1(ByteBuffer.allocate(2 * Long.BYTES + name.length)
                .putLong(jobId.getMostSignificantBits())
                .putLong(jobId.getLeastSignificantBits())
                .put(name)
                .array()));
        return new UUID(hash.getLong() & ~0xF000L | VERSION_5, hash.getLong() & ~(3L << 62) | VARIANT);
    }

    private static byte[] sha1(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(input);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-1", missing);
        }
    }
}
