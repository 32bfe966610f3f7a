package dev.comfymesh.executor.adapter.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files of 100 MiB pass through a process that has no room for a third of one. */
class ConstantMemoryIT {
    private static final Buffer CHUNK = Buffer.buffer(new byte[64 << 10]);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong received = new AtomicLong();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void largeFilesPassInConstantMemory() throws IOException {
        var server = vertx.createHttpServer()
                .requestHandler(request -> answer(request.getDelegate()))
                .listenAndAwait(0, "127.0.0.1");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:MaxDirectMemorySize=32m",
                        "-Dio.netty.maxDirectMemory=0",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFiles.class.getName(),
                        "http://127.0.0.1:" + server.actualPort())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said)
                .contains(new JsonObject()
                        .put("fetched", LargeFiles.BYTES)
                        .put("sent", true)
                        .encode());
        assertThat(received.get()).isGreaterThan(LargeFiles.BYTES);
    }

    private void answer(HttpServerRequest request) {
        request.handler(chunk -> received.addAndGet(chunk.length()));
        request.endHandler(_ -> {
            if (request.path().equals("/view")) {
                send(request.response().putHeader("Content-Length", Integer.toString(LargeFiles.BYTES)), 0);
            } else {
                request.response().end("{\"name\": \"a1.bin\"}");
            }
        });
    }

    private static void send(HttpServerResponse response, int sent) {
        if (sent == LargeFiles.BYTES) {
            response.end();
        } else {
            response.write(CHUNK).onSuccess(_ -> send(response, sent + CHUNK.length()));
        }
    }
}
