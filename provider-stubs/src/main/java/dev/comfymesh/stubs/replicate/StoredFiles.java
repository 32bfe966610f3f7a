package dev.comfymesh.stubs.replicate;

import dev.comfymesh.stubs.http.Counter;
import dev.comfymesh.stubs.http.Exchange;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Files that clients brought for their predictions: what is known of each, as no model here looks into one. */
final class StoredFiles {
    private static final String PATH = "/v1/files";
    private static final Duration LIFE = Duration.ofDays(1);

    private final Map<String, JsonObject> shown = new LinkedHashMap<>();

    void declare(Router router, Counter counter) {
        router.post(PATH).handler(counter.members(this::store));
        router.get(PATH + "/:id").handler(counter.members(this::show));
    }

    private void store(RoutingContext context) {
        var content = context.fileUploads().stream()
                .filter(upload -> upload.name().equals("content"))
                .findFirst();
        if (content.isEmpty()) {
            ReplicateDialect.problem(context, 422, "Input validation failed", "- content: a file is required");
            return;
        }
        var file = file(content.get(), context);
        shown.put(file.getString("id"), file);
        Exchange.json(context, 201, file);
    }

    private static JsonObject file(FileUpload upload, RoutingContext context) {
        var id = UUID.randomUUID().toString();
        var bytes = context.vertx()
                .fileSystem()
                .readFileBlocking(upload.uploadedFileName())
                .getBytes();
        var now = Instant.now();
        return new JsonObject()
                .put("id", id)
                .put("name", upload.fileName())
                .put("content_type", upload.contentType())
                .put("size", bytes.length)
                .put("etag", digest("MD5", bytes))
                .put(
                        "checksums",
                        new JsonObject().put("sha256", digest("SHA-256", bytes)).put("md5", digest("MD5", bytes)))
                .put("created_at", now.toString())
                .put("expires_at", now.plus(LIFE).toString())
                .put("urls", new JsonObject().put("get", Exchange.origin(context) + PATH + "/" + id));
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has " + algorithm, missing);
        }
    }

    private void show(RoutingContext context) {
        var file = shown.get(Exchange.pathPart(context, "id"));
        if (file == null) {
            ReplicateDialect.problem(context, 404, "Not found", "There is no such file.");
        } else {
            Exchange.json(context, 200, file);
        }
    }
}
