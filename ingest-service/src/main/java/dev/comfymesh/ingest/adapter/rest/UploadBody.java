package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.kit.loop.HomeContext;
import dev.comfymesh.kit.objects.Content;
import dev.comfymesh.kit.objects.Intake;
import dev.comfymesh.kit.objects.Intake.Outcome;
import dev.comfymesh.kit.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import java.nio.file.Path;

/** The one file in a request, as the body or as a part of a form, streamed into a file of ours. */
final class UploadBody {
    private static final long LONGEST_LOOK = 64L << 20;

    private final Vertx vertx;
    private final UploadRules rules;

    UploadBody(Vertx vertx, UploadRules rules) {
        this.vertx = vertx;
        this.rules = rules;
    }

    /** Fails with a problem when there is no file, more than one, or only a part of one. */
    Uni<Content> read(HttpServerRequest request, Path file) {
        request.pause();
        var home = HomeContext.current();
        return outcome(request, file)
                .map(this::content)
                .onFailure(TimeoutException.class)
                .transform(_ -> Refusal.UPLOAD_TOO_SLOW.exception(rules.idle().toSeconds()))
                .emitOn(home)
                .onFailure(ProblemException.class)
                .invoke(() -> HangUp.after(request));
    }

    private Uni<Outcome> outcome(HttpServerRequest request, Path file) {
        if (!FormFile.isIn(request)) {
            return take(
                    io.vertx.mutiny.core.http.HttpServerRequest.newInstance(request)
                            .toMulti(),
                    file);
        }
        var form = FormFile.of(request);
        return form.bytes().chain(bytes -> take(bytes, file)).call(form::end);
    }

    /** Beyond the limit it is read on for a while, as a client that is still sending would not see the answer. */
    private Uni<Outcome> take(Multi<Buffer> bytes, Path file) {
        var incomplete = bytes.onFailure().transform(_ -> Refusal.INCOMPLETE_BODY.exception());
        var lively = incomplete.ifNoItem().after(rules.idle()).fail();
        return Intake.of(vertx, lively, file, rules.maxBytes(), LONGEST_LOOK);
    }

    private Content content(Outcome outcome) {
        return switch (outcome) {
            case Outcome.TooLong _ -> throw Refusal.UPLOAD_TOO_LARGE.exception(rules.maxBytes());
            case Outcome.Complete(var content) -> {
                if (content.bytes() == 0) {
                    throw Refusal.EMPTY_UPLOAD.exception();
                }
                yield content;
            }
        };
    }
}
