package dev.comfymesh.simulator.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends connections without a word: neither an answer nor a close frame. */
final class Connections {

    private Connections() {}

    static void cut(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            // closing the channel as a whole would let its handlers say goodbye
            base.channel().pipeline().firstContext().close();
        } else {
            connection.close();
        }
    }
}
