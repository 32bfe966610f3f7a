package dev.comfymesh.executor.adapter.comfyui;

import dev.comfymesh.executor.domain.ContainerWalk;
import dev.comfymesh.executor.domain.FileProbe;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.WriteStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes a file while it takes its digest, follows its structure and keeps its beginning and end; refuses to grow beyond a limit. */
final class Inspection implements WriteStream<Buffer> {
    private final AsyncFile file;
    private final long limit;
    private final MessageDigest digest = sha256();
    private final ContainerWalk walk = new ContainerWalk();
    private final Buffer head = Buffer.buffer();
    private Buffer tail = Buffer.buffer();
    private long length;
    private @Nullable Future<Void> closing;

    Inspection(AsyncFile file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    /** Its answer is complete once the stream has ended. */
    FileProbe probe() {
        return new FileProbe(head.getBytes(), tail.getBytes(), length, walk.seen());
    }

    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Closes the file; repeatable, for a response that never comes does not end the stream. */
    Future<Void> close() {
        if (closing == null) {
            closing = file.close();
        }
        return closing;
    }

    boolean tooLarge() {
        return length > limit;
    }

    long length() {
        return length;
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        length += chunk.length();
        if (tooLarge()) {
            return Future.failedFuture("the file is larger than " + limit + " bytes"); // it may have no end
        }
        digest.update(chunk.getByteBuf().nioBuffer());
        walk.accept(chunk.getByteBuf().nioBuffer());
        if (head.length() < FileProbe.HEAD) {
            head.appendBuffer(chunk, 0, Math.min(chunk.length(), FileProbe.HEAD - head.length()));
        }
        var end = Buffer.buffer().appendBuffer(tail).appendBuffer(last(chunk));
        tail = last(end);
        return file.write(chunk);
    }

    @Override
    public void write(Buffer chunk, @Nullable Handler<AsyncResult<Void>> handler) {
        var written = write(chunk);
        if (handler != null) {
            written.onComplete(handler);
        }
    }

    @Override
    public void end(@Nullable Handler<AsyncResult<Void>> handler) {
        var closing = close();
        if (handler != null) {
            closing.onComplete(handler);
        }
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        file.exceptionHandler(handler);
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        file.setWriteQueueMaxSize(maxSize);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return closing == null && file.writeQueueFull(); // what still comes after a failure is refused, not awaited
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        file.drainHandler(handler);
        return this;
    }

    private static Buffer last(Buffer bytes) {
        return bytes.getBuffer(Math.max(0, bytes.length() - FileProbe.TAIL), bytes.length());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
