package dev.comfymesh.kit.objects;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Writes a stream to a file chunk by chunk, in constant memory, and measures it on the way. The file remains only when the
 * stream has ended within the limit.
 */
public final class Intake {
    private static final int HEAD_BYTES = 512;

    private final Vertx vertx;
    private final Path file;
    private final long maxBytes;
    private final long mostSeen;
    private final MessageDigest digest = sha256();
    private final Buffer head = Buffer.buffer();
    private long seen;

    private Intake(Vertx vertx, Path file, long maxBytes, long drainBytes) {
        this.vertx = vertx;
        this.file = file;
        this.maxBytes = maxBytes;
        this.mostSeen = maxBytes + drainBytes;
    }

    /** How a stream ended. */
    public sealed interface Outcome {
        record Complete(Content content) implements Outcome {}

        /** Longer than the limit; {@code ended} says whether the stream was read to its end all the same. */
        record TooLong(boolean ended) implements Outcome {}
    }

    /**
     * Takes the stream, which must be paused, into the file. What goes beyond the limit is not kept, and is read on for
     * {@code drainBytes} at most. Fails as the stream fails, or with {@link Unwritable}.
     */
    public static Uni<Outcome> of(Vertx vertx, Multi<Buffer> stream, Path file, long maxBytes, long drainBytes) {
        return Uni.createFrom().deferred(() -> new Intake(vertx, file, maxBytes, drainBytes).take(stream));
    }

    private Uni<Outcome> take(Multi<Buffer> stream) {
        return vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setCreateNew(true))
                .onFailure()
                .transform(Unwritable::new)
                .chain(out -> stream.select()
                        .first(_ -> seen <= mostSeen)
                        .onItem()
                        .transformToUniAndConcatenate(chunk -> add(out, chunk))
                        .collect()
                        .last()
                        .onTermination()
                        .call(() -> out.close().onFailure().transform(Unwritable::new)))
                .map(_ -> outcome())
                .onTermination()
                .call((outcome, _, _) ->
                        outcome instanceof Outcome.Complete ? Uni.createFrom().voidItem() : discard());
    }

    private Uni<Void> add(AsyncFile out, Buffer chunk) {
        seen += chunk.length();
        if (seen > maxBytes) {
            return Uni.createFrom().voidItem();
        }
        digest.update(chunk.getBytes());
        head.appendBuffer(chunk.slice(0, Math.min(chunk.length(), HEAD_BYTES - head.length())));
        return out.write(chunk).onFailure().transform(Unwritable::new);
    }

    private Outcome outcome() {
        return seen > maxBytes
                ? new Outcome.TooLong(seen <= mostSeen)
                : new Outcome.Complete(
                        new Content(file, seen, HexFormat.of().formatHex(digest.digest()), head.getBytes()));
    }

    private Uni<Void> discard() {
        return vertx.executeBlocking(() -> Files.deleteIfExists(file), false).replaceWithVoid();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
