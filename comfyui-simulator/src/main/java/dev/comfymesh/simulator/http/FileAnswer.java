package dev.comfymesh.simulator.http;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers with a file, whole or in part, or says that the client has it already. */
final class FileAnswer {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "webp", "image/webp",
            "webm", "video/webm",
            "mkv", "video/x-matroska",
            "mp4", "video/mp4",
            "flac", "audio/flac",
            "mp3", "audio/mpeg",
            "opus", "audio/ogg",
            "md", "text/markdown",
            "latent", "application/octet-stream");

    /** Bytes from the first to the last, both included. */
    private record Range(long first, long last) {}

    private FileAnswer() {}

    /** To be shown where it stands, unless it could act there. */
    static void inline(RoutingContext context, Path file) {
        var type = mediaType(file);
        if (isActive(type)) {
            context.response().putHeader("Vary", "Sec-Fetch-Dest").putHeader("Cache-Control", "no-store");
            send(context, file, "application/octet-stream", "attachment; filename=\"" + file.getFileName() + "\"");
        } else {
            send(context, file, type, "filename=\"" + file.getFileName() + "\"");
        }
    }

    /** To be kept by the client as it is. */
    static void attachment(RoutingContext context, Path file) {
        send(context, file, mediaType(file), "attachment");
    }

    static String mediaType(Path file) {
        var name = file.getFileName().toString();
        var ending = name.substring(name.lastIndexOf('.') + 1);
        var known = MEDIA_TYPES.get(ending);
        var mapped = known == null ? MimeMapping.getMimeTypeForExtension(ending) : known;
        return mapped == null ? "application/octet-stream" : mapped;
    }

    private static boolean isActive(String type) {
        return type.contains("html")
                || type.contains("javascript")
                || type.contains("xml")
                || type.equals("text/css")
                || type.equals("message/rfc822");
    }

    private static void send(RoutingContext context, Path file, String mediaType, String disposition) {
        try {
            answer(context, file, mediaType, disposition);
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private static void answer(RoutingContext context, Path file, String mediaType, String disposition)
            throws IOException {
        long size = Files.size(file);
        var modified = Files.getLastModifiedTime(file);
        var tag = "\"" + Long.toHexString(modified.to(TimeUnit.NANOSECONDS)) + "-" + Long.toHexString(size) + "\"";
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
        response.putHeader("Content-Type", mediaType)
                .putHeader("Content-Disposition", disposition)
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
