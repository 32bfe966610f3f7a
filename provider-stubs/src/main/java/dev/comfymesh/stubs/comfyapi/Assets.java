package dev.comfymesh.stubs.comfyapi;

import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.http.Counter;
import dev.comfymesh.stubs.http.Exchange;
import dev.comfymesh.stubs.http.Pictures;
import dev.comfymesh.stubs.studio.GraphStudio;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files that clients brought, and the outputs of jobs as if they were such. No hash is known of any. */
final class Assets {
    private static final String PATH = "/api/v2/assets";
    private static final Duration URL_LIFE = Duration.ofHours(1);

    private final GraphStudio studio;
    private final Map<String, Asset> uploads = new HashMap<>();

    private record Asset(String id, String name, String contentType, Buffer content, Instant created) {
        /** The name under which graphs find it. */
        String input() {
            return id + "-" + name.replaceAll("[^A-Za-z0-9._-]", "_");
        }
    }

    Assets(GraphStudio studio) {
        this.studio = studio;
    }

    static String ofOutput(Job job, int number) {
        return job.id() + "." + number;
    }

    void declare(Router router, Counter counter) {
        router.post(PATH).handler(counter.members(this::upload));
        router.post(PATH + "/from-hash").handler(counter.members(Assets::noSuchBlob));
        router.head(PATH + "/by-hash/:hash")
                .handler(counter.members(
                        context -> context.response().setStatusCode(404).end()));
        router.get(PATH + "/:id").handler(counter.members(this::show));
        router.get(PATH + "/:id/content").handler(counter.members(context -> content(context, counter)));
        router.delete(PATH + "/:id").handler(counter.members(this::delete));
    }

    private static void noSuchBlob(RoutingContext context) {
        ComfyApiDialect.refuse(context, 404, "blob_not_found", "No blob of this hash is here.", null);
    }

    private void upload(RoutingContext context) {
        var files = context.fileUploads();
        if (files.isEmpty()) {
            ComfyApiDialect.refuse(context, 422, "missing_file", "file is required", null);
            return;
        }
        var content =
                context.vertx().fileSystem().readFileBlocking(files.getFirst().uploadedFileName());
        var asset = new Asset(
                UUID.randomUUID().toString(),
                attribute(context, "file_path", files.getFirst().fileName()),
                attribute(context, "content_type", "application/octet-stream"),
                content,
                Instant.now());
        uploads.put(asset.id(), asset);
        studio.stage(asset.input(), content.getBytes());
        Exchange.json(context, 201, shown(context, asset).put("created_new", true));
    }

    private static String attribute(RoutingContext context, String name, String standard) {
        var told = context.request().formAttributes().get(name);
        return told == null ? standard : told;
    }

    private void show(RoutingContext context) {
        find(context).ifPresent(asset -> Exchange.json(context, 200, shown(context, asset)));
    }

    private static JsonObject shown(RoutingContext context, Asset asset) {
        return new JsonObject()
                .put("id", asset.id())
                .putNull("hash")
                .put("size_bytes", asset.content().length())
                .put("content_type", asset.contentType())
                .put("file_path", asset.name())
                .put("created_at", asset.created().toString())
                .put("url", Exchange.origin(context) + PATH + "/" + asset.id() + "/content")
                .put("url_expires_at", asset.created().plus(URL_LIFE).toString())
                .putNull("expires_at");
    }

    private void content(RoutingContext context, Counter counter) {
        var id = Exchange.pathPart(context, "id");
        var output = id.lastIndexOf('.');
        if (output < 0) {
            find(context).ifPresent(asset -> hand(context, asset.contentType(), asset.content()));
            return;
        }
        var number = Integer.parseInt(id.substring(output + 1));
        counter.desk()
                .find(id.substring(0, output))
                .filter(job -> number < job.pictures().size() && !job.stale())
                .ifPresentOrElse(
                        job -> hand(
                                context,
                                Pictures.contentType(job),
                                Buffer.buffer(job.pictures().get(number).bytes())),
                        () -> missing(context));
    }

    /** The whole, or the range that was asked for. */
    private static void hand(RoutingContext context, String contentType, Buffer content) {
        var response = context.response().putHeader("Content-Type", contentType);
        var range = context.request().getHeader("Range");
        if (range == null || !range.matches("bytes=\\d+-\\d+")) {
            response.end(content);
            return;
        }
        var bounds = range.substring("bytes=".length()).split("-");
        var from = Math.min(Integer.parseInt(bounds[0]), content.length());
        var until = Math.clamp(Integer.parseInt(bounds[1]) + 1L, from, content.length());
        response.setStatusCode(206)
                .putHeader("Content-Range", "bytes %d-%d/%d".formatted(from, until - 1, content.length()))
                .end(content.slice(from, until));
    }

    private void delete(RoutingContext context) {
        find(context).ifPresent(asset -> {
            uploads.remove(asset.id());
            context.response().setStatusCode(204).end();
        });
    }

    /** Answers by itself when there is none. */
    private Optional<Asset> find(RoutingContext context) {
        var asset = uploads.get(Exchange.pathPart(context, "id"));
        if (asset == null) {
            missing(context);
        }
        return Optional.ofNullable(asset);
    }

    private static void missing(RoutingContext context) {
        ComfyApiDialect.refuse(context, 404, "not_found", "There is no such asset.", null);
    }

    /** The graph with names of files in place of references to assets; empty when one of these is not here. */
    Optional<Map<String, @Nullable Object>> resolved(JsonObject workflow) {
        try {
            var graph = new LinkedHashMap<String, @Nullable Object>();
            workflow.getMap().forEach((key, value) -> graph.put(key, resolved(value)));
            return Optional.of(graph);
        } catch (MissingAsset _) {
            return Optional.empty();
        }
    }

    private @Nullable Object resolved(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when "core/ASSET".equals(map.get("__type")) -> input(map);
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, each) -> copy.put(String.valueOf(key), resolved(each)));
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>();
                list.forEach(each -> copy.add(resolved(each)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    private String input(Map<?, ?> reference) {
        var asset =
                reference.get("info") instanceof Map<?, ?> told ? uploads.get(String.valueOf(told.get("id"))) : null;
        if (asset == null) {
            throw new MissingAsset();
        }
        return asset.input();
    }

    /** A graph refers to what is not here. */
    private static final class MissingAsset extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingAsset() {
            super("the graph refers to an asset that is not here");
        }
    }
}
