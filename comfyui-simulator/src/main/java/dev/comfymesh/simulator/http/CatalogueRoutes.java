package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import dev.comfymesh.simulator.domain.profile.Ability;
import dev.comfymesh.simulator.domain.profile.Profile;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the node has and what it says of itself. */
final class CatalogueRoutes {

    private static final long VRAM_BYTES = 12L << 30;

    private static final List<Map<String, @Nullable Object>> PACKAGES = List.of(
            required("comfyui-frontend-package", "1.49.6"),
            required("comfyui-workflow-templates", "0.11.44"),
            required("comfyui-embedded-docs", "0.5.10"),
            required("comfy-kitchen", "0.2.31"),
            required("comfy-aimdo", "0.4.13"));

    private final Catalogue catalogue;
    private final ModelShelf shelf;
    private final Profile profile;
    private final List<String> arguments;

    CatalogueRoutes(Catalogue catalogue, ModelShelf shelf, Profile profile, List<String> arguments) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.profile = profile;
        this.arguments = arguments;
    }

    void declare(Routes routes) {
        routes.get("/object_info", this::classes)
                .get("/object_info/:name", this::classOf)
                .get("/embeddings", this::embeddings)
                .get("/system_stats", this::stats)
                .get("/extensions", context -> Exchange.json(context, List.of()));
        if (profile.can(Ability.FEATURE_FLAGS)) {
            routes.get("/features", context -> Exchange.json(context, Features.all()));
        }
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

    private void embeddings(RoutingContext context) {
        Exchange.json(
                context,
                shelf.files("embeddings").stream()
                        .map(file -> file.substring(0, file.lastIndexOf('.')))
                        .toList());
    }

    private List<String> argv() {
        var argv = new ArrayList<>(List.of("main.py"));
        argv.addAll(arguments);
        return argv;
    }

    private static Map<String, @Nullable Object> required(String name, String version) {
        return Json.object("name", name, "installed", null, "required", version);
    }

    private void stats(RoutingContext context) {
        var runtime = Runtime.getRuntime();
        long free = VRAM_BYTES - (runtime.totalMemory() - runtime.freeMemory());
        var system = Json.object(
                "os",
                "linux",
                "ram_total",
                VRAM_BYTES,
                "ram_free",
                free,
                "comfyui_version",
                profile.version(),
                "required_frontend_version",
                "1.49.6",
                "installed_templates_version",
                null,
                "required_templates_version",
                "0.11.44",
                "comfy_package_versions",
                PACKAGES,
                "python_version",
                "3.11.7 (simulated)",
                "pytorch_version",
                "2.13.0+cpu",
                "embedded_python",
                false,
                "deploy_environment",
                "local-git",
                "argv",
                argv());
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
