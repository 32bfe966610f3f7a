package dev.comfymesh.executor.adapter.comfyui;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;

/** The clients for all nodes whose certificates are believed for the same reason. */
record Clients(HttpClient http, WebSocketClient sockets) {
    private static final int FRAME = 16 * 1024 * 1024;
    private static final int MESSAGE = 64 * 1024 * 1024;

    static Clients open(Vertx vertx, Duration connectTimeout, Access access) {
        var connectMillis = (int) connectTimeout.toMillis();
        var http = new HttpClientOptions()
                .setConnectTimeout(connectMillis)
                .setMaxPoolSize(16)
                .setKeepAliveTimeout(30) // seconds; shorter than any node's own
                .setVerifyHost(!access.trustAll())
                .setTracingPolicy(TracingPolicy.IGNORE); // a run's trace goes on in its own header
        var sockets = new WebSocketClientOptions()
                .setConnectTimeout(connectMillis)
                .setMaxConnections(1024)
                .setMaxFrameSize(FRAME)
                .setMaxMessageSize(MESSAGE)
                .setClosingTimeout(1) // seconds; a node that does not answer does not say farewell either
                .setVerifyHost(!access.trustAll());
        trust(http, access);
        trust(sockets, access);
        return new Clients(vertx.createHttpClient(http), vertx.createWebSocketClient(sockets));
    }

    private static void trust(ClientOptionsBase options, Access access) {
        options.setTrustAll(access.trustAll());
        access.trustCertificate()
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    }
}
