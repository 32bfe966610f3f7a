package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.storage.Root;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What the frontend asks of the server's insides, and the asset routes, which are switched off. */
final class InternalRoutes {

    private static final int LOG_COLUMNS = 80;
    private static final int LOG_ROWS = 24;

    private final Folders folders;
    private final ModelShelf shelf;

    InternalRoutes(Folders folders, ModelShelf shelf) {
        this.folders = folders;
        this.shelf = shelf;
    }

    void declare(Routes routes) {
        routes.single(HttpMethod.GET, "/internal/logs", context -> Exchange.json(context, ""))
                .single(HttpMethod.GET, "/internal/logs/raw", InternalRoutes::rawLogs)
                .single(HttpMethod.PATCH, "/internal/logs/subscribe", context -> Exchange.empty(context, 200))
                .single(HttpMethod.GET, "/internal/folder_paths", this::folderPaths)
                .single(HttpMethod.GET, "/internal/files/:type", this::files)
                .single(HttpMethod.GET, "/api/assets*", InternalRoutes::disabled)
                .single(HttpMethod.GET, "/api/tags*", InternalRoutes::disabled);
    }

    private static void rawLogs(RoutingContext context) {
        var size = Json.object("cols", LOG_COLUMNS, "rows", LOG_ROWS);
        Exchange.json(context, Json.object("entries", List.of(), "size", size));
    }

    private void folderPaths(RoutingContext context) {
        var paths = Json.object();
        shelf.folders().forEach(folder -> paths.put(folder, ModelRoutes.texts(shelf.places(folder))));
        Exchange.json(context, paths);
    }

    /** Newest first. */
    private void files(RoutingContext context) {
        var root = Root.of(Exchange.pathPart(context, "type"));
        if (root.isEmpty()) {
            Exchange.json(context, 400, Json.object("error", "Invalid directory type"));
            return;
        }
        var word = root.get().word();
        var files = folders.of(root.get()).toFile().listFiles(File::isFile);
        Exchange.json(
                context,
                Arrays.stream(files == null ? new File[0] : files)
                        .sorted(Comparator.comparingLong(File::lastModified).reversed())
                        .map(File::toPath)
                        .map(Path::getFileName)
                        .map(name -> name + " [" + word + "]")
                        .toList());
    }

    private static void disabled(RoutingContext context) {
        Exchange.json(
                context,
                503,
                Json.object(
                        "error",
                        Json.object(
                                "code",
                                "SERVICE_DISABLED",
                                "message",
                                "Assets system is disabled. Start the server with --enable-assets to use this"
                                        + " feature.",
                                "details",
                                Json.object())));
    }
}
