package dev.comfymesh.ingest.adapter.rest;

import io.vertx.core.http.HttpServerRequest;

/** Ends the connection of a request that will not be read to its end, after the answer, which says so. */
final class HangUp {
    private HangUp() {}

    static void after(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.response()
                    .putHeader("Connection", "close")
                    .bodyEndHandler(_ -> request.connection().close());
        }
    }
}
