package dev.comfymesh.executor.adapter.rest;

import dev.comfymesh.executor.domain.ModelFile;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A model file on its way to an agent: all of it, or the rest from where an earlier download broke off. */
record ModelDownload(ModelFile file, @Nullable String range) {
    private static final Pattern REST = Pattern.compile("bytes=(\\d{1,18})-");

    Uni<Response> send(ObjectStore objects, HttpServerRequest request) {
        var rest = REST.matcher(range == null ? "" : range);
        var from = rest.matches() ? Long.parseLong(rest.group(1)) : 0;
        if (from > 0 && from >= file.bytes()) {
            return Uni.createFrom()
                    .item(Response.status(416)
                            .header("Content-Range", "bytes */" + file.bytes())
                            .build());
        }
        var length = file.bytes() - from;
        var response = HttpServerResponse.newInstance(request.response());
        response.putHeader("Content-Type", "application/octet-stream")
                .putHeader("Content-Length", Long.toString(length))
                .putHeader("Accept-Ranges", "bytes");
        if (rest.matches()) {
            response.setStatusCode(206)
                    .putHeader("Content-Range", "bytes %d-%d/%d".formatted(from, file.bytes() - 1, file.bytes()));
        }
        return body(objects, response, from, length);
    }

    /** Straight to the connection, chunk by chunk: the framework would frame a stream in chunks and lose its length. */
    private Uni<Response> body(ObjectStore objects, HttpServerResponse response, long from, long length) {
        var body = length == 0
                ? Uni.createFrom().voidItem()
                : objects.read(file.key(), from, length)
                        .onItem()
                        .transformToUniAndConcatenate(response::write)
                        .collect()
                        .last();
        return body.chain(() -> response.end())
                // The agent went away, and will come again for the rest.
                .onFailure(HttpClosedException.class)
                .recoverWithUni(Uni.createFrom().voidItem())
                .map(_ -> Response.status(response.getStatusCode()).build());
    }
}
