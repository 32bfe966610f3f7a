package dev.comfymesh.contracts;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** A member of a pool as it is added: its id is {@code <jobId>-<n>} and its seed follows from the job's seed and n. */
public record NewCandidate(String candidateId, int n, long seed) {

    /** The n-th candidate (from 1) of a job whose seed is {@code jobSeed}. */
    public static NewCandidate of(UUID jobId, long jobSeed, int n) {
        return new NewCandidate(jobId + "-" + n, n, seed(jobSeed, n));
    }

    /** The first eight bytes of SHA-256 over the two big-endian numbers, modulo 2^53, which a double holds exactly. */
    private static long seed(long jobSeed, int n) {
        var input = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(jobSeed)
                .putInt(n)
                .array();
        return ByteBuffer.wrap(sha256(input)).getLong() & ((1L << 53) - 1);
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
