package dev.comfymesh.ingest.adapter.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpServerFileUpload;
import java.util.concurrent.CompletableFuture;

/** The one file of a form; its other fields are passed over. */
final class FormFile {
    private static final String FORM = "multipart/form-data";

    private final CompletableFuture<Multi<Buffer>> first = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private FormFile() {}

    static boolean isIn(HttpServerRequest request) {
        var type = request.getHeader("Content-Type");
        return type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    /** Begins to read the request, which must be paused. */
    static FormFile of(HttpServerRequest request) {
        var form = new FormFile();
        request.setExpectMultipart(true)
                .uploadHandler(upload -> form.found(upload))
                .exceptionHandler(_ -> form.broken())
                .endHandler(_ -> form.ended())
                .resume();
        return form;
    }

    /** The file as it comes; fails with a problem when there is none. */
    Uni<Multi<Buffer>> bytes() {
        return Uni.createFrom().completionStage(first);
    }

    /** The end of the form; fails with a problem when there was another file in it. */
    Uni<Void> end() {
        return Uni.createFrom().completionStage(end);
    }

    private void found(io.vertx.core.http.HttpServerFileUpload upload) {
        if (first.isDone()) {
            end.completeExceptionally(Refusal.SECOND_FILE.exception());
            return;
        }
        upload.pause();
        first.complete(HttpServerFileUpload.newInstance(upload).toMulti());
    }

    private void ended() {
        first.completeExceptionally(Refusal.EMPTY_UPLOAD.exception());
        end.complete(null);
    }

    private void broken() {
        first.completeExceptionally(Refusal.INCOMPLETE_BODY.exception());
        end.completeExceptionally(Refusal.INCOMPLETE_BODY.exception());
    }
}
