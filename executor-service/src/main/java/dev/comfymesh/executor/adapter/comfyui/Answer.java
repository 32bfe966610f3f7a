package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What came back from one request to a node. */
sealed interface Answer {
    record Got(int status, JsonNode body) implements Answer {
        boolean ok() {
            return status == 200 && body.isContainerNode();
        }
    }

    /** The request was never sent: nobody listens there. */
    record NotSent(String cause) implements Answer {}

    record Lost(String cause) implements Answer {}

    /** A whole answer, not read yet. */
    record Raw(int status, Buffer body) {}

    static Answer of(@Nullable Raw raw, @Nullable Throwable failure) {
        if (raw != null) {
            return new Got(raw.status(), LenientJson.read(raw.body()));
        }
        if (failure == null) {
            throw new IllegalArgumentException("neither a response nor a failure");
        }
        return neverSent(failure) ? new NotSent(failure.toString()) : new Lost(failure.toString());
    }

    private static boolean neverSent(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLHandshakeException;
    }
}
