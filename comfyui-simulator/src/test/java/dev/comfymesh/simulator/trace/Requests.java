package dev.comfymesh.simulator.trace;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Makes requests from their records. */
final class Requests {

    private Requests() {}

    static HttpRequest of(Trace.Line line, String url, Likeness likeness) {
        var request = HttpRequest.newBuilder(URI.create(url + likeness.filled(line.text("path"))));
        Json.child(line.tree(), "headers")
                .forEach((name, value) -> request.header(name, likeness.filled(String.valueOf(value))));
        return request.method(line.text("method"), body(line, likeness)).build();
    }

    private static BodyPublisher body(Trace.Line line, Likeness likeness) {
        var body = line.tree().get("body");
        return switch (line.text("body_kind")) {
            case "json" -> BodyPublishers.ofString(likeness.filled(Python.json(body)));
            case "text" -> BodyPublishers.ofString((String) body);
            case "multipart" -> BodyPublishers.ofByteArray(multipart(line, (List<?>) body));
            case "described" -> described(line, Json.asObject(body), likeness);
            default -> BodyPublishers.noBody();
        };
    }

    private static String boundary(Trace.Line line) {
        var type = String.valueOf(Json.child(line.tree(), "headers").get("Content-Type"));
        return type.substring(type.indexOf("boundary=") + "boundary=".length());
    }

    private static byte[] multipart(Trace.Line line, List<?> parts) {
        var out = new ByteArrayOutputStream();
        for (var each : parts) {
            var part = Json.asObject(each);
            out.writeBytes(head(line, part));
            out.writeBytes(
                    part.containsKey("value")
                            ? String.valueOf(part.get("value")).getBytes(StandardCharsets.UTF_8)
                            : Base64.getDecoder().decode(String.valueOf(part.get("base64"))));
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("--" + boundary(line) + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static byte[] head(Trace.Line line, Map<String, Object> part) {
        var head = "--" + boundary(line) + "\r\nContent-Disposition: form-data; name=\"" + part.get("name") + "\"";
        if (part.containsKey("filename")) {
            head += "; filename=\"" + part.get("filename") + "\"\r\nContent-Type: "
                    + part.getOrDefault("content_type", "application/octet-stream");
        }
        return (head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A body too big to be recorded: padded JSON, or a file of zeros. */
    private static BodyPublisher described(Trace.Line line, Map<String, Object> description, Likeness likeness) {
        if (description.containsKey("json")) {
            var json = likeness.filled(Python.json(description.get("json")));
            int place = json.indexOf("<x repeated>");
            var start = json.substring(0, place);
            var end = json.substring(place + "<x repeated>".length());
            return padded(start, 'x', (int) description.get("total_bytes") - start.length() - end.length(), end);
        }
        var part = Json.asObject(((List<?>) description.get("multipart")).getFirst());
        var start = new String(head(line, part), StandardCharsets.UTF_8);
        return padded(start, '\0', (int) part.get("bytes"), "\r\n--" + boundary(line) + "--\r\n");
    }

    private static BodyPublisher padded(String start, char padding, int count, String end) {
        return BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                Collections.enumeration(List.of(bytes(start), new Repeated((byte) padding, count), bytes(end)))));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Repeated extends InputStream {

        private final byte value;
        private int left;

        Repeated(byte value, int count) {
            this.value = value;
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            int count = Math.min(left, length);
            if (count <= 0) {
                return -1;
            }
            Arrays.fill(target, from, from + count, value);
            left -= count;
            return count;
        }
    }
}
