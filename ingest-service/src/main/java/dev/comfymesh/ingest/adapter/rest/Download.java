package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.ingest.app.StoredArtifact;
import dev.comfymesh.ingest.domain.Media;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a wish for a stored file: all of it, a part, nothing new, or nothing there. */
record Download(StoredArtifact stored, ByteRange range, boolean known) {
    /** The request's headers that matter. */
    record Wish(
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String ifNoneMatch) {}

    static Download of(StoredArtifact stored, long bytes, Wish wish) {
        var etag = etag(stored.artifact());
        var sameFile = wish.ifRange() == null || wish.ifRange().equals(etag);
        var known = wish.ifNoneMatch() != null
                && List.of(wish.ifNoneMatch().split("\\s*,\\s*")).contains(etag);
        return new Download(stored, ByteRange.of(sameFile ? wish.range() : null, bytes), known);
    }

    Uni<Response> answer(ObjectStore objects, HttpServerRequest request) {
        var headOnly = request.method() == HttpMethod.HEAD;
        var response = HttpServerResponse.newInstance(request.response());
        if (known) {
            return Uni.createFrom()
                    .item(Response.notModified()
                            .header("ETag", etag(stored.artifact()))
                            .build());
        }
        return switch (range) {
            case ByteRange.Whole(var bytes) -> {
                describe(response, bytes);
                yield send(objects, response, 0, headOnly ? 0 : bytes);
            }
            case ByteRange.Part part -> {
                describe(response, part.length());
                response.setStatusCode(206).putHeader("Content-Range", part.contentRange());
                yield send(objects, response, part.from(), headOnly ? 0 : part.length());
            }
            case ByteRange.Unsatisfiable none ->
                Uni.createFrom()
                        .item(Response.fromResponse(Refusal.UNSATISFIABLE_RANGE.response(none.bytes()))
                                .header("Content-Range", none.contentRange())
                                .build());
        };
    }

    private void describe(HttpServerResponse response, long length) {
        response.putHeader("Content-Type", stored.artifact().mediaType())
                .putHeader("Content-Length", Long.toString(length))
                .putHeader("Content-Disposition", disposition())
                .putHeader("Accept-Ranges", "bytes")
                .putHeader("ETag", etag(stored.artifact()))
                .putHeader("Cache-Control", "private, max-age=86400, immutable")
                // Whatever it is, a browser must neither guess at it nor run anything in it.
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    /** Straight to the connection, chunk by chunk: the framework would frame a stream in chunks and lose its length. */
    private Uni<Response> send(ObjectStore objects, HttpServerResponse response, long from, long length) {
        var body = length == 0
                ? Uni.createFrom().voidItem()
                : objects.read(stored.artifact().key(), from, length)
                        .onItem()
                        .transformToUniAndConcatenate(response::write)
                        .collect()
                        .last();
        return body.chain(() -> response.end())
                // The client went away: there is nobody left to answer.
                .onFailure(HttpClosedException.class)
                .recoverWithUni(Uni.createFrom().voidItem())
                .map(_ -> Response.status(response.getStatusCode()).build());
    }

    private static String etag(Artifact artifact) {
        return "\"sha256:" + artifact.sha256() + "\"";
    }

    /** The name is ours, never the node's; what is no picture, film or sound is only to be saved. */
    private String disposition() {
        var media = Media.ofType(stored.artifact().mediaType()).orElse(Media.OTHER);
        return "%s; filename=\"%s%s\"".formatted(media.shown() ? "inline" : "attachment", stored.id(), media.suffix());
    }
}
