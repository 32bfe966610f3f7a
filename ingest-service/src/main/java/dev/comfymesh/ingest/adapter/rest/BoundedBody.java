package dev.comfymesh.ingest.adapter.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClosedException;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;

/**
 * A request's body up to a limit. What is longer is read to its end without being kept, as a client that is still sending
 * would not see the answer; only what is out of all proportion ends the connection.
 */
final class BoundedBody {
    private static final long LONGEST_LOOK = 64L << 20;

    private final int maxBytes;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long seen;

    private BoundedBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The whole body; fails with a 413 problem when it is longer. */
    static Uni<byte[]> of(io.vertx.core.http.HttpServerRequest request, int maxBytes) {
        return HttpServerRequest.newInstance(request)
                .toMulti()
                .collect()
                .in(() -> new BoundedBody(maxBytes), BoundedBody::add)
                .map(BoundedBody::bytes)
                .onFailure(HttpClosedException.class)
                .transform(_ -> Refusal.INCOMPLETE_BODY.exception())
                .onFailure(EndlessBody.class)
                .invoke(() -> HangUp.after(request))
                .onFailure(EndlessBody.class)
                .transform(_ -> Refusal.BODY_TOO_LARGE.exception(maxBytes));
    }

    private void add(Buffer chunk) {
        seen += chunk.length();
        if (seen > LONGEST_LOOK) {
            throw new EndlessBody();
        }
        if (seen <= maxBytes) {
            kept.writeBytes(chunk.getBytes());
        }
    }

    private byte[] bytes() {
        if (seen > maxBytes) {
            throw Refusal.BODY_TOO_LARGE.exception(maxBytes);
        }
        return kept.toByteArray();
    }

    /** Nobody means this. */
    private static final class EndlessBody extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
