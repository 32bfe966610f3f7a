package dev.comfymesh.executor.domain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A file seen as it passes by, piece by piece: takes its digest, follows its structure, and keeps its beginning and its end. */
public final class PassingFile {
    private final MessageDigest digest = sha256();
    private final ContainerWalk walk = new ContainerWalk();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] tail = {};
    private long length;

    /** Takes the next piece of the file, and leaves it unread. */
    public void pass(ByteBuffer piece) {
        length += piece.remaining();
        digest.update(piece.duplicate());
        walk.accept(piece.duplicate());
        head.writeBytes(bytes(piece, 0, Math.min(piece.remaining(), FileProbe.HEAD - head.size())));
        var last = Math.min(piece.remaining(), FileProbe.TAIL);
        tail = last(tail, bytes(piece, piece.remaining() - last, last));
    }

    public long length() {
        return length;
    }

    /** Its answer is complete once all has passed. */
    public FileProbe probe() {
        return new FileProbe(head.toByteArray(), tail, length, walk.seen());
    }

    /** To be asked once, when all has passed. */
    public String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] last(byte[] before, byte[] now) {
        if (now.length == FileProbe.TAIL) {
            return now;
        }
        var both = Arrays.copyOf(before, before.length + now.length);
        System.arraycopy(now, 0, both, before.length, now.length);
        return Arrays.copyOfRange(both, Math.max(0, both.length - FileProbe.TAIL), both.length);
    }

    private static byte[] bytes(ByteBuffer piece, int from, int count) {
        var bytes = new byte[count];
        piece.get(piece.position() + from, bytes);
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
