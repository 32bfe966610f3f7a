package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.storage.Root;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves files by name, subfolder and type, whole or in part. */
final class ViewRoute implements Handler<RoutingContext> {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    /** Bytes from the first to the last, both included. */
    private record Range(long first, long last) {}

    private final Folders folders;

    ViewRoute(Folders folders) {
        this.folders = folders;
    }

    @Override
    public void handle(RoutingContext context) {
        var name = context.request().getParam("filename", "");
        var type = context.request().getParam("type", "output");
        for (var root : Root.values()) {
            var suffix = " [" + root.word() + "]";
            if (name.endsWith(suffix)) {
                name = name.substring(0, name.length() - suffix.length());
                type = root.word();
            }
        }
        var root = Root.of(type);
        if (name.isEmpty() || name.startsWith("/") || name.contains("..") || root.isEmpty()) {
            Exchange.empty(context, 400);
            return;
        }
        var home = folders.of(root.get());
        var folder = home.resolve(context.request().getParam("subfolder", "")).normalize();
        if (!folder.startsWith(home)) {
            Exchange.empty(context, 403);
            return;
        }
        var file = folder.resolve(Path.of(name).getFileName());
        if (!Files.isRegularFile(file)) {
            Exchange.empty(context, 404);
            return;
        }
        try {
            serve(context, file);
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private static void serve(RoutingContext context, Path file) throws IOException {
        long size = Files.size(file);
        var modified = Files.getLastModifiedTime(file);
        var tag = "\"" + Long.toHexString(modified.to(TimeUnit.NANOSECONDS)) + "-" + Long.toHexString(size) + "\"";
        var name = file.getFileName().toString();
        var response = context.response()
                .putHeader("Etag", tag)
                .putHeader("Last-Modified", HTTP_DATE.format(modified.toInstant()));
        if (isUnchanged(context, tag, modified.toInstant())) {
            Exchange.empty(context, 304);
            return;
        }
        response.putHeader("Accept-Ranges", "bytes");
        var header = context.request().getHeader("Range");
        var range = range(header, size);
        if (header != null && range.isEmpty()) {
            response.putHeader("Content-Range", "bytes */" + size);
            Exchange.empty(context, 416);
            return;
        }
        var mediaType = MimeMapping.getMimeTypeForFilename(name);
        response.putHeader("Content-Type", mediaType == null ? "application/octet-stream" : mediaType)
                .putHeader("Content-Disposition", "filename=\"" + name + "\"")
                .putHeader("X-Content-Type-Options", "nosniff");
        var part = range.orElse(new Range(0, size - 1));
        if (header != null) {
            response.setStatusCode(206)
                    .putHeader("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size);
        }
        long length = part.last() - part.first() + 1;
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Long.toString(length)).end();
        } else {
            response.sendFile(file.toString(), part.first(), length);
        }
    }

    private static boolean isUnchanged(RoutingContext context, String tag, Instant modified) {
        var known = context.request().getHeader("If-None-Match");
        if (known != null) {
            return known.equals(tag) || known.equals("*");
        }
        var since = context.request().getHeader("If-Modified-Since");
        try {
            return since != null
                    && !modified.isAfter(Instant.from(HTTP_DATE.parse(since)).plusSeconds(1));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** The one range that is asked for; empty when there is none or it lies beyond the end. */
    private static Optional<Range> range(@Nullable String header, long size) {
        if (header == null || !header.matches("bytes=(\\d+-\\d*|-\\d+)")) {
            return Optional.empty();
        }
        var bounds = header.substring("bytes=".length()).split("-", -1);
        long first = bounds[0].isEmpty() ? Math.max(0, size - Long.parseLong(bounds[1])) : Long.parseLong(bounds[0]);
        long last =
                bounds[0].isEmpty() || bounds[1].isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(bounds[1]));
        return first < size && first <= last ? Optional.of(new Range(first, last)) : Optional.empty();
    }
}
