package dev.comfymesh.executor.adapter.comfyui;

import dev.comfymesh.executor.domain.FileProbe;
import dev.comfymesh.executor.domain.PassingFile;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Writes a file while it takes its digest, follows its structure and keeps its beginning and end; refuses to grow beyond a limit. */
final class Inspection implements WriteStream<Buffer> {
    private final AsyncFile file;
    private final long limit;
    private final PassingFile content = new PassingFile();
    private @Nullable Future<Void> closing;

    Inspection(AsyncFile file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    /** Its answer is complete once the stream has ended. */
    FileProbe probe() {
        return content.probe();
    }

    String sha256Hex() {
        return content.sha256Hex();
    }

    /** Closes the file; repeatable, for a response that never comes does not end the stream. */
    Future<Void> close() {
        if (closing == null) {
            closing = file.close();
        }
        return closing;
    }

    boolean tooLarge() {
        return content.length() > limit;
    }

    long length() {
        return content.length();
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        content.pass(chunk.getByteBuf().nioBuffer());
        if (tooLarge()) {
            return Future.failedFuture("the file is larger than " + limit + " bytes"); // it may have no end
        }
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
}
