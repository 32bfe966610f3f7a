package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which model files there are, and what those that really exist say of themselves. */
final class ModelRoutes {

    private static final List<String> NO_MODELS = List.of("configs", "custom_nodes");
    private static final double SECOND_NANOS = 1_000_000_000;

    private final ModelShelf shelf;

    ModelRoutes(ModelShelf shelf) {
        this.shelf = shelf;
    }

    void declare(Routes routes) {
        routes.get("/models", context -> Exchange.json(context, shelf.folders()))
                .get("/models/:folder", this::files)
                .get("/experiment/models", this::places)
                .get("/experiment/models/:folder", this::details)
                .get("/view_metadata/:folder", this::metadata);
    }

    private void files(RoutingContext context) {
        var folder = Exchange.pathPart(context, "folder");
        if (shelf.has(folder)) {
            Exchange.json(context, shelf.files(folder));
        } else {
            Exchange.empty(context, 404);
        }
    }

    private void places(RoutingContext context) {
        var folders = shelf.folders().stream()
                .filter(folder -> !NO_MODELS.contains(folder))
                .map(folder -> Json.object(
                        "name", folder, "folders", texts(shelf.places(folder)), "extensions", shelf.extensions(folder)))
                .toList();
        Exchange.json(context, folders);
    }

    static List<String> texts(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }

    private void details(RoutingContext context) {
        var folder = Exchange.pathPart(context, "folder");
        if (!shelf.has(folder)) {
            Exchange.empty(context, 404);
            return;
        }
        var details = new ArrayList<Map<String, @Nullable Object>>();
        try {
            for (var name : shelf.files(folder)) {
                var file = shelf.find(folder, name);
                if (file.isPresent()) {
                    details.add(detail(name, file.get()));
                }
            }
            Exchange.json(context, details);
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private static Map<String, @Nullable Object> detail(String name, Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return Json.object(
                "name",
                name,
                "pathIndex",
                0,
                "modified",
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) / SECOND_NANOS,
                "created",
                attributes.creationTime().to(TimeUnit.NANOSECONDS) / SECOND_NANOS,
                "size",
                attributes.size());
    }

    private void metadata(RoutingContext context) {
        var name = context.request().getParam("filename", "");
        var file = shelf.find(Exchange.pathPart(context, "folder"), name);
        if (!name.endsWith(".safetensors") || file.isEmpty()) {
            Exchange.empty(context, 404);
            return;
        }
        try (var in = Files.newInputStream(file.get())) {
            int length = (int) ByteBuffer.wrap(in.readNBytes(8))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            var header = Json.asObject(Exchange.decode(Buffer.buffer(in.readNBytes(length))));
            if (header == null || header.get("__metadata__") == null) {
                Exchange.empty(context, 404);
            } else {
                Exchange.json(context, header.get("__metadata__"));
            }
        } catch (IOException e) {
            context.fail(e);
        }
    }
}
