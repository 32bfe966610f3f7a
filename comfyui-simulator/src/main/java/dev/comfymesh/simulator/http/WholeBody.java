package dev.comfymesh.simulator.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Reads a body up to the limit before the next handler runs, whatever content type the client claims. */
final class WholeBody implements Handler<RoutingContext> {

    private static final String KEY = WholeBody.class.getName();

    private final int maxBytes;

    WholeBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The body that was read; empty where none was. */
    static Buffer of(RoutingContext context) {
        Buffer body = context.get(KEY);
        return body == null ? Buffer.buffer() : body;
    }

    @Override
    public void handle(RoutingContext context) {
        var body = Buffer.buffer();
        context.put(KEY, body);
        context.request()
                .handler(part -> {
                    if (body.length() + part.length() <= maxBytes) {
                        body.appendBuffer(part);
                    } else if (!context.failed()) {
                        context.fail(413);
                    }
                })
                .endHandler(_ -> {
                    if (!context.failed()) {
                        context.next();
                    }
                })
                .resume();
    }
}
