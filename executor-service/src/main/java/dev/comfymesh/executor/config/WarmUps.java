package dev.comfymesh.executor.config;

import dev.comfymesh.executor.domain.Graph;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the graphs that warm nodes up. A file that cannot be read is a mistake of who named it, and stops the start. */
final class WarmUps {
    private WarmUps() {}

    static Map<String, Graph> read(Map<String, ExecutorConfig.NodeSettings> nodes) {
        var graphs = new HashMap<String, Graph>();
        nodes.forEach((target, settings) ->
                settings.warmUp().ifPresent(file -> graphs.put(target, read(target, file))));
        return graphs;
    }

    private static Graph read(String target, Path file) {
        try {
            return new Graph(new JsonObject(Files.readString(file)).getMap());
        } catch (IOException | DecodeException wrong) {
            throw new IllegalStateException(
                    "executor.nodes.\"%s\".warm-up: %s is no graph in API format".formatted(target, file), wrong);
        }
    }
}
