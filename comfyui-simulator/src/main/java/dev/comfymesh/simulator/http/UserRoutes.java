package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings and files of the one user; they outlive the process. */
final class UserRoutes {

    private static final String SETTINGS = "comfy.settings.json";

    private final Path home;

    UserRoutes(Path home) {
        this.home = home;
    }

    void declare(Routes routes) {
        routes.get("/users", context -> Exchange.json(context, Json.object("storage", "server", "migrated", false)))
                .get("/settings", context -> Exchange.json(context, settings()))
                .post("/settings", this::mergeSettings)
                .get("/settings/:name", this::setting)
                .post("/settings/:name", this::changeSetting)
                .get("/v2/userdata", context -> Exchange.json(context, entries()))
                .get("/userdata", this::list)
                .get("/userdata/:file", this::read)
                .post("/userdata/:file", this::write)
                .post("/userdata/:file/move/:target", this::move)
                .single(HttpMethod.DELETE, "/userdata/:file", this::delete)
                .single(HttpMethod.DELETE, "/api/userdata/:file", this::delete);
        for (var empty : List.of("/i18n", "/workflow_templates", "/global_subgraphs", "/node_replacements")) {
            routes.get(empty, context -> Exchange.json(context, Json.object()));
        }
    }

    private Map<String, @Nullable Object> settings() {
        var file = home.resolve(SETTINGS);
        try {
            var stored =
                    Files.exists(file) ? Json.asObject(Exchange.decode(Buffer.buffer(Files.readAllBytes(file)))) : null;
            return stored == null ? Json.object() : new LinkedHashMap<>(stored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mergeSettings(RoutingContext context) {
        var more = Json.asObject(Exchange.body(context));
        store(context, more == null ? Json.object() : more);
    }

    private void setting(RoutingContext context) {
        Exchange.json(context, settings().get(Exchange.pathPart(context, "name")));
    }

    private void changeSetting(RoutingContext context) {
        store(context, Json.object(Exchange.pathPart(context, "name"), Exchange.body(context)));
    }

    private void store(RoutingContext context, Map<String, @Nullable Object> more) {
        var all = settings();
        all.putAll(more);
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve(SETTINGS), Python.json(all));
            Exchange.empty(context, 200);
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private void list(RoutingContext context) {
        var folder = context.request().getParam("dir", "");
        var place = inside(folder);
        if (folder.isEmpty()) {
            Exchange.text(context, 400, "Directory not provided");
        } else if (place.isEmpty()) {
            Exchange.empty(context, 403);
        } else if (!Files.isDirectory(place.get())) {
            Exchange.text(context, 404, "Directory not found");
        } else {
            boolean deep = "true".equals(context.request().getParam("recurse"));
            Exchange.json(context, names(place.get(), deep ? Integer.MAX_VALUE : 1));
        }
    }

    private static List<String> names(Path folder, int depth) {
        try (var files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Map<String, @Nullable Object>> entries() {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        return names(home, Integer.MAX_VALUE).stream()
                .filter(name -> !name.equals(SETTINGS))
                .map(name -> Json.object("name", Path.of(name).getFileName().toString(), "path", name, "type", "file"))
                .toList();
    }

    private void read(RoutingContext context) {
        existing(context).ifPresent(file -> FileAnswer.attachment(context, file));
    }

    private void write(RoutingContext context) {
        var name = Exchange.pathPart(context, "file");
        var file = inside(name);
        if (file.isEmpty()) {
            Exchange.empty(context, 403);
            return;
        }
        if (Files.exists(file.get()) && "false".equals(context.request().getParam("overwrite"))) {
            Exchange.text(context, 409, "File already exists");
            return;
        }
        try {
            Files.createDirectories(file.get().getParent());
            Files.write(file.get(), WholeBody.of(context).getBytes());
            Exchange.json(context, name);
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private void move(RoutingContext context) {
        var source = existing(context);
        var name = Exchange.pathPart(context, "target");
        var target = inside(name);
        if (source.isPresent() && target.isPresent()) {
            try {
                Files.createDirectories(target.get().getParent());
                Files.move(source.get(), target.get());
                Exchange.json(context, name);
            } catch (IOException e) {
                context.fail(e);
            }
        } else if (source.isPresent()) {
            Exchange.empty(context, 403);
        }
    }

    private void delete(RoutingContext context) {
        existing(context).ifPresent(file -> {
            try {
                Files.delete(file);
                Exchange.empty(context, 204);
            } catch (IOException e) {
                context.fail(e);
            }
        });
    }

    /** The file that the path names; when there is none the answer is already given. */
    private Optional<Path> existing(RoutingContext context) {
        var file = inside(Exchange.pathPart(context, "file"));
        if (file.isEmpty()) {
            Exchange.empty(context, 403);
        } else if (!Files.isRegularFile(file.get())) {
            Exchange.empty(context, 404);
        } else {
            return file;
        }
        return Optional.empty();
    }

    private Optional<Path> inside(String name) {
        return Optional.of(home.resolve(name).normalize()).filter(path -> path.startsWith(home));
    }
}
