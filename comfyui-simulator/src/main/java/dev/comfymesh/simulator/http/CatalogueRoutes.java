package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What the node has and what it says of itself. */
final class CatalogueRoutes {

    private static final long VRAM_BYTES = 12L << 30;

    private final Catalogue catalogue;
    private final ModelShelf shelf;
    private final List<String> arguments;

    CatalogueRoutes(Catalogue catalogue, ModelShelf shelf, List<String> arguments) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.arguments = arguments;
    }

    void declare(Routes routes) {
        routes.get("/object_info", this::classes)
                .get("/object_info/:name", this::classOf)
                .get("/models", context -> Exchange.json(context, shelf.folders()))
                .get("/models/:folder", this::models)
                .get("/embeddings", this::embeddings)
                .get("/features", context -> Exchange.json(context, Features.all()))
                .get("/system_stats", this::stats)
                .get("/extensions", context -> Exchange.json(context, List.of()));
    }

    private void classes(RoutingContext context) {
        var answer = Json.object();
        catalogue.all().forEach(nodeClass -> answer.put(nodeClass.name(), nodeClass.describe()));
        Exchange.json(context, answer);
    }

    private void classOf(RoutingContext context) {
        var answer = Json.object();
        catalogue
                .find(Exchange.pathPart(context, "name"))
                .ifPresent(nodeClass -> answer.put(nodeClass.name(), nodeClass.describe()));
        Exchange.json(context, answer);
    }

    private void models(RoutingContext context) {
        var folder = Exchange.pathPart(context, "folder");
        if (shelf.has(folder)) {
            Exchange.json(context, shelf.files(folder));
        } else {
            Exchange.empty(context, 404);
        }
    }

    private void embeddings(RoutingContext context) {
        Exchange.json(
                context,
                shelf.files("embeddings").stream()
                        .map(file -> file.substring(0, file.lastIndexOf('.')))
                        .toList());
    }

    private void stats(RoutingContext context) {
        var runtime = Runtime.getRuntime();
        long free = VRAM_BYTES - (runtime.totalMemory() - runtime.freeMemory());
        var system = Json.object(
                "os", "linux",
                "ram_total", VRAM_BYTES,
                "ram_free", free,
                "comfyui_version", "0.33.0",
                "required_frontend_version", "1.49.6",
                "installed_templates_version", null,
                "required_templates_version", "0.11.44",
                "comfy_package_versions", List.of(),
                "python_version", "3.11.7 (simulated)",
                "pytorch_version", "2.13.0+cpu",
                "embedded_python", false,
                "deploy_environment", "comfymesh-simulator",
                "argv", arguments);
        var device = Json.object(
                "name", "cpu",
                "type", "cpu",
                "index", null,
                "vram_total", VRAM_BYTES,
                "vram_free", free,
                "torch_vram_total", VRAM_BYTES,
                "torch_vram_free", free);
        Exchange.json(context, Json.object("system", system, "devices", List.of(device)));
    }
}
