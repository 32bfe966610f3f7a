package dev.comfymesh.executor.adapter.comfyui;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.NodeClient;
import dev.comfymesh.executor.app.Upload;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.InputPlace;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A process of its own, of little memory, that fetches one large file from the node at its address and sends it another. */
final class LargeFiles {
    static final int BYTES = 100 << 20;
    private static final int CHUNK = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LargeFiles() {}

    public static void main(String[] arguments) throws Exception {
        var vertx = Vertx.vertx();
        var limits = new Connections.Limits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, 1L << 30, Optional.empty());
        var node = new Connections(vertx, limits, new SimpleMeterRegistry())
                .at(new Target("target", URI.create(arguments[0]), 1));
        System.out.println(new JsonObject().put("fetched", fetched(node)).put("sent", sent(node)));
        vertx.closeAndAwait();
    }

    private static long fetched(NodeClient node) throws Exception {
        var file = Files.createTempFile("large", "");
        var output = new OutputFile("9", "a.bin", "", "output");
        var fetched = node.fetch(order(), output, file).await().atMost(PATIENCE);
        Files.delete(file);
        return fetched instanceof Fetched.Whole whole ? whole.file().length() : 0;
    }

    private static boolean sent(NodeClient node) {
        var content = Multi.createFrom().range(0, BYTES / CHUNK).map(_ -> new byte[CHUNK]);
        var file = new InputFile("/input/a.bin", "key", "application/octet-stream", BYTES, "a1");
        return node.upload(order(), file, InputPlace.of("acme", file), content)
                        .await()
                        .atMost(PATIENCE)
                instanceof Upload.Placed;
    }

    private static Assignment order() {
        return new Assignment(
                new UUID(0, 1),
                new UUID(0, 2),
                "acme",
                "candidate",
                "target",
                7,
                "sha256:0",
                Instant.EPOCH,
                Instant.EPOCH,
                false,
                null);
    }
}
